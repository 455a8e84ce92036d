/** Colours boxes by what is measured: from cold (nothing) to hot (the most that a box in sight takes). */
import type { Box, Scene } from './drawing/scene.js';
import { bytesText, millisecondsText } from './drawing/text.js';
import type { GraphTheme } from './drawing/theme.js';
import type { Measures } from './measures.js';

export type OverlayKind = 'time' | 'memory';

export class Overlay {
  /** What is hot: milliseconds or bytes. */
  readonly most: number;

  constructor(
    readonly kind: OverlayKind,
    private readonly measures: Measures,
    scene: Scene,
  ) {
    const closed = scene.boxes.filter((box) => !box.isOpen);
    this.most = closed.reduce((most, box) => Math.max(most, this.amount(box) ?? 0), 0);
  }

  /** Null: not measured. */
  fill(box: Box, { cold, hot }: GraphTheme): string | null {
    const amount = this.amount(box);
    return amount === null || box.isOpen ? null : mixed(cold, hot, this.most === 0 ? 0 : amount / this.most);
  }

  text(box: Box): string | null {
    const amount = this.amount(box);
    return amount === null ? null : this.amountText(amount);
  }

  amountText(amount: number): string {
    return this.kind === 'time' ? millisecondsText(amount) : bytesText(amount);
  }

  private amount({ item }: Box): number | null {
    const measure = item === null ? undefined : this.measures.of(item);
    return measure === undefined ? null : this.kind === 'time' ? measure.timeMs : measure.bytes;
  }
}

/** Between two colours '#rrggbb'. */
export function mixed(from: string, to: string, share: number): string {
  const channel = (color: string, at: number) => parseInt(color.slice(at, at + 2), 16);
  const mix = (at: number) => Math.round(channel(from, at) + share * (channel(to, at) - channel(from, at)));
  return `#${[1, 3, 5].map((at) => mix(at).toString(16).padStart(2, '0')).join('')}`;
}
