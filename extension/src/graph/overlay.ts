/**
 * Colours boxes by what they cost, from cold (nothing) to hot (the most that a box in sight takes), or by how large their
 * weights or gradients are, by powers of ten. What cannot be trained any more stands out.
 */
import type { Box, Scene } from './drawing/scene.js';
import { bytesText, countText, millisecondsText, numberText } from './drawing/text.js';
import type { GraphTheme } from './drawing/theme.js';
import type { Measures } from './measures.js';
import type { Item } from './network/items.js';
import type { Network } from './network/network.js';
import type { ParameterSums } from './parameter_sums.js';
import type { SummaryKind } from './source.js';

export const OVERLAYS = ['time', 'memory', 'flops', 'parameters', 'values', 'gradient'] as const;

export type OverlayKind = (typeof OVERLAYS)[number];

/** Those of a kernel's measurements. */
export const isMeasured = (kind: OverlayKind) => kind === 'time' || kind === 'memory';

/** Those of parameters that are being trained. */
export const isSummary = (kind: OverlayKind | null): kind is SummaryKind => kind === 'values' || kind === 'gradient';

/** So many powers of ten below the hottest a magnitude is coldest: a gradient there has vanished. */
const DECADES = 4;

/** The mean of a gradient beyond this has exploded; NaN and infinity have in any case. */
const EXPLODED = 1e4;

/** What is known of a network. */
export interface Known {
  network: Network;
  /** Null: nothing is measured. */
  measures: Measures | null;
  /** Null: no parameters are watched. */
  sums: ParameterSums | null;
}

export class Overlay {
  /** What is hot. */
  readonly most: number;
  /** A box in sight has exploded. */
  readonly hasExploded: boolean;

  constructor(
    readonly kind: OverlayKind,
    private readonly known: Known,
    { boxes }: Scene,
  ) {
    const amounts = boxes.filter(({ isOpen }) => !isOpen).map((box) => this.amount(box) ?? 0);
    this.most = Math.max(0, ...amounts.filter((amount) => !this.isExploded(amount)));
    this.hasExploded = amounts.some((amount) => this.isExploded(amount));
  }

  /** What is coldest, with all below. */
  get least(): number {
    return isSummary(this.kind) ? this.most / 10 ** DECADES : 0;
  }

  /** Null: nothing is known of the box. */
  fill(box: Box, theme: GraphTheme): string | null {
    const amount = this.amount(box);
    if (amount === null || box.isOpen) {
      return null;
    }
    if (this.isExploded(amount)) {
      return theme.exploded;
    }
    if (!isSummary(this.kind)) {
      return mixed(theme.cold, theme.hot, this.most === 0 ? 0 : amount / this.most);
    }
    const heat = this.heat(amount);
    return heat < 0.5 ? mixed(theme.vanished, theme.card, 2 * heat) : mixed(theme.card, theme.hot, 2 * heat - 1);
  }

  text(box: Box): string | null {
    const amount = this.amount(box);
    return amount === null ? null : this.atLeast(box) + this.amountText(amount);
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
      case 'values':
      case 'gradient':
        return numberText(amount);
    }
  }

  /** By powers of ten, from 0 to 1. */
  private heat(amount: number): number {
    return amount === 0 ? 0 : Math.max(0, 1 + Math.log10(amount / this.most) / DECADES);
  }

  private isExploded(amount: number): boolean {
    return !Number.isFinite(amount) || (this.kind === 'gradient' && amount > EXPLODED);
  }

  /** Of some operators the cost is not known. */
  private atLeast({ item }: Box): string {
    const isPart = this.kind === 'flops' && this.known.network.totalsOf(item!).withoutFlops > 0;
    return isPart ? '≥ ' : '';
  }

  private amount({ item }: Box): number | null {
    return item === null || item.kind === 'input' || item.kind === 'output' ? null : this.itemAmount(item);
  }

  private itemAmount(item: Item): number | null {
    const { network, measures, sums } = this.known;
    switch (this.kind) {
      case 'time':
        return measures?.timeOf(item) ?? null;
      case 'memory':
        return measures?.of(item)?.bytes ?? null;
      case 'flops': {
        const { flops, withoutFlops } = network.totalsOf(item);
        return flops === 0 && withoutFlops > 0 ? null : flops;
      }
      case 'parameters':
        return network.totalsOf(item).parameters;
      case 'values':
      case 'gradient':
        return sums?.of(item)?.mean ?? null;
    }
  }
}

/** Between two colours '#rrggbb'. */
export function mixed(from: string, to: string, share: number): string {
  const channel = (color: string, at: number) => parseInt(color.slice(at, at + 2), 16);
  const mix = (at: number) => Math.round(channel(from, at) + share * (channel(to, at) - channel(from, at)));
  return `#${[1, 3, 5].map((at) => mix(at).toString(16).padStart(2, '0')).join('')}`;
}
