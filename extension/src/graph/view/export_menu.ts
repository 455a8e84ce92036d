/** The menu that saves the drawing: SVG or PNG, the visible part or the whole. */
import { showErrorMessage } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { Menu } from '@lumino/widgets';
import { download, pngOf, svgOf, wholeOf } from '../export.js';
import type { GraphCanvas } from './canvas.js';

type Format = 'svg' | 'png';

export class ExportMenu {
  constructor(
    private readonly canvas: GraphCanvas,
    /** Of the network: the file is called by it. */
    private readonly name: () => string,
    private readonly trans: TranslationBundle,
  ) {
    this.menu = new Menu({ commands: this.commands });
    this.add('svg', true, trans.__('All as SVG'));
    this.add('png', true, trans.__('All as PNG'));
    this.add('svg', false, trans.__('Visible part as SVG'));
    this.add('png', false, trans.__('Visible part as PNG'));
  }

  open(under: Element): void {
    const { left, bottom } = under.getBoundingClientRect();
    this.menu.open(left, bottom);
  }

  dispose(): void {
    this.menu.dispose();
  }

  private add(format: Format, isWhole: boolean, label: string): void {
    const command = `${format}:${isWhole ? 'whole' : 'visible'}`;
    this.commands.addCommand(command, { label, execute: () => this.save(format, isWhole) });
    this.menu.addItem({ command });
  }

  private async save(format: Format, isWhole: boolean): Promise<void> {
    const { scene, look, viewport } = this.canvas;
    const rect = isWhole ? wholeOf(scene) : viewport.seen;
    try {
      const blob =
        format === 'svg'
          ? new Blob([svgOf(scene, look, rect, this.name())], { type: 'image/svg+xml' })
          : await pngOf(scene, look, rect);
      download(blob, `${this.name().replace(/[/\\]/g, '_')}.${format}`);
    } catch (error) {
      await showErrorMessage(this.trans.__('The drawing was not saved'), error as Error);
    }
  }

  private readonly commands = new CommandRegistry();
  private readonly menu: Menu;
}
