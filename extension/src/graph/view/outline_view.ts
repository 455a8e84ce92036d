/** Keeps the hidden tree in step with the drawing: the node of the drawing is the tree, and its active item the selection. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Explorer } from '../explorer.js';
import { outlineOf } from '../outline.js';
import type { OutlineEntry } from '../outline.js';

let outlines = 0;

export class OutlineView {
  constructor(
    private readonly tree: HTMLElement,
    private readonly trans: TranslationBundle,
  ) {
    tree.setAttribute('role', 'tree');
    tree.setAttribute('aria-label', trans.__('Network'));
    this.list.className = 'gluonlab-Graph-outline';
    this.list.setAttribute('role', 'presentation');
    tree.append(this.list);
  }

  update(explorer: Explorer): void {
    const entries = outlineOf(explorer, this.trans);
    this.list.replaceChildren(...entries.map((entry) => this.entryNode(entry)));
    const selected = entries.find(({ isSelected }) => isSelected);
    if (selected === undefined) {
      this.tree.removeAttribute('aria-activedescendant');
    } else {
      this.tree.setAttribute('aria-activedescendant', this.idOf(selected));
    }
  }

  private entryNode(entry: OutlineEntry): HTMLElement {
    const { label, level, position, siblings, isOpen, isSelected } = entry;
    const node = document.createElement('div');
    node.id = this.idOf(entry);
    node.textContent = label;
    node.setAttribute('role', 'treeitem');
    node.setAttribute('aria-level', String(level));
    node.setAttribute('aria-posinset', String(position));
    node.setAttribute('aria-setsize', String(siblings));
    node.setAttribute('aria-selected', String(isSelected));
    if (isOpen !== null) node.setAttribute('aria-expanded', String(isOpen));
    return node;
  }

  private idOf({ item }: OutlineEntry): string {
    return `${this.prefix}-${item.id}`;
  }

  private readonly prefix = `gluonlab-outline-${++outlines}`;
  private readonly list = document.createElement('div');
}
