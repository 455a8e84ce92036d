/** Colours boxes by what they cost: from cold (nothing) to hot (the most that a box in sight takes). */
import type { Box, Scene } from './drawing/scene.js';
import { bytesText, countText, millisecondsText } from './drawing/text.js';
import type { GraphTheme } from './drawing/theme.js';
import type { Measures } from './measures.js';
import type { Item } from './network/items.js';
import type { Network } from './network/network.js';

export const OVERLAYS = ['time', 'memory', 'flops', 'parameters'] as const;

export type OverlayKind = (typeof OVERLAYS)[number];

/** Those of a kernel's measurements; the others are known of any network. */
export const isMeasured = (kind: OverlayKind) => kind === 'time' || kind === 'memory';

export class Overlay {
  /** What is hot. */
  readonly most: number;

  constructor(
    readonly kind: OverlayKind,
    private readonly network: Network,
    private readonly measures: Measures | null,
    { boxes }: Scene,
  ) {
    const closed = boxes.filter(({ isOpen }) => !isOpen);
    this.most = closed.reduce((most, box) => Math.max(most, this.amount(box) ?? 0), 0);
  }

  /** Null: nothing is known of the box. */
  fill(box: Box, { cold, hot }: GraphTheme): string | null {
    const amount = this.amount(box);
    return amount === null || box.isOpen ? null : mixed(cold, hot, this.most === 0 ? 0 : amount / this.most);
  }

  text(box: Box): string | null {
    const amount = this.amount(box);
    return amount === null ? null : this.amountText(amount);
  }

  amountText(amount: number): string {
    switch (this.kind) {
      case 'time':
        return millisecondsText(amount);
      case 'memory':
        return bytesText(amount);
      case 'flops':
      case 'parameters':
        return countText(amount);
    }
  }

  private amount({ item }: Box): number | null {
    return item === null || item.kind === 'input' || item.kind === 'output' ? null : this.itemAmount(item);
  }

  private itemAmount(item: Item): number | null {
    switch (this.kind) {
      case 'time':
        return this.measures?.of(item)?.timeMs ?? null;
      case 'memory':
        return this.measures?.of(item)?.bytes ?? null;
      case 'flops':
      case 'parameters':
        return this.network.totalsOf(item)[this.kind];
    }
  }
}

/** Between two colours '#rrggbb'. */
export function mixed(from: string, to: string, share: number): string {
  const channel = (color: string, at: number) => parseInt(color.slice(at, at + 2), 16);
  const mix = (at: number) => Math.round(channel(from, at) + share * (channel(to, at) - channel(from, at)));
  return `#${[1, 3, 5].map((at) => mix(at).toString(16).padStart(2, '0')).join('')}`;
}
