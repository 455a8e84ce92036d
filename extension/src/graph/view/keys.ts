/**
 * The keyboard on the drawing: arrows walk along edges, Enter opens, Escape goes out, / searches, + and - zoom. It acts on
 * the model and the view by the names of what they do.
 */
import type { GraphModel } from '../model.js';
import { stepFrom } from '../steps.js';
import type { Direction } from '../steps.js';
import type { GraphCanvas } from './canvas.js';
import { ZOOM_STEP } from './toolbar.js';

const DIRECTIONS: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};
/** In pixels. */
const PAN_STEP = 80;

export class CanvasKeys {
  constructor(
    private readonly canvas: GraphCanvas,
    private readonly model: GraphModel,
    private readonly startSearch: () => void,
  ) {
    canvas.node.addEventListener('keydown', this.onKeyDown);
  }

  dispose(): void {
    this.canvas.node.removeEventListener('keydown', this.onKeyDown);
  }

  private readonly onKeyDown = (event: KeyboardEvent) => {
    const isOwn = !event.ctrlKey && !event.metaKey && !event.altKey && this.act(event);
    if (isOwn) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  /** False for a key that means nothing here. */
  private act({ key, shiftKey }: KeyboardEvent): boolean {
    if (key in DIRECTIONS) {
      this.move(DIRECTIONS[key], shiftKey);
      return true;
    }
    switch (key) {
      case 'Enter':
      case ' ':
        this.open(shiftKey);
        return true;
      case 'Escape':
      case 'Backspace':
        return this.goOut();
      case '/':
        this.startSearch();
        return true;
      case '+':
      case '=':
        this.canvas.zoomBy(ZOOM_STEP);
        return true;
      case '-':
        this.canvas.zoomBy(1 / ZOOM_STEP);
        return true;
      case '0':
        this.canvas.fitAll();
        return true;
      default:
        return false;
    }
  }

  private move(direction: Direction, isPan: boolean): void {
    const { explorer } = this.model;
    if (explorer === null) {
      return;
    }
    if (isPan) {
      const [right, down] = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] }[direction];
      this.canvas.viewport.pan(PAN_STEP * right, PAN_STEP * down);
      this.canvas.requestFrame();
      return;
    }
    const box = stepFrom(this.canvas.scene, explorer, direction);
    if (box?.item != null) {
      explorer.selectItem(box.item);
      this.canvas.revealBox(box);
    }
  }

  private open(isEnter: boolean): void {
    const { explorer } = this.model;
    const item = explorer?.selectedItem ?? null;
    if (explorer === null || item === null) {
      return;
    }
    if (isEnter && item.kind === 'group') {
      explorer.enter(item);
    } else {
      explorer.activate(item);
    }
  }

  /** The trace goes first, then the selection, from group to group; then the place itself is left. */
  private goOut(): boolean {
    const { explorer } = this.model;
    if (explorer === null) {
      return false;
    }
    const parent = explorer.selectedItem?.parent ?? null;
    if (this.model.traceDirection !== null) {
      this.model.setTrace(null);
    } else if (parent !== null && parent !== explorer.place) {
      explorer.selectItem(parent);
    } else if (explorer.selection !== null) {
      explorer.select(null);
    } else {
      return explorer.leave();
    }
    return true;
  }
}
