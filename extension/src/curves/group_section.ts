/** A group of cards under a heading that folds it up. */
export class GroupSection {
  readonly node = document.createElement('section');
  private readonly heading = document.createElement('button');
  private readonly count = document.createElement('span');
  private readonly cards = document.createElement('div');

  constructor(name: string, label: string, fold: (isFolded: boolean) => void) {
    this.node.className = 'gluonlab-Group';
    this.node.dataset.group = name;
    this.heading.type = 'button';
    this.heading.className = 'gluonlab-Group-heading';
    const title = document.createElement('span');
    title.textContent = label;
    this.count.className = 'gluonlab-Group-count';
    this.heading.append(title, this.count);
    this.heading.addEventListener('click', () => fold(!this.cards.hidden));
    this.cards.className = 'gluonlab-Group-cards';
    this.node.append(this.heading, this.cards);
  }

  /** Puts these cards into the group, in this order. */
  hold(cards: readonly HTMLElement[]): void {
    const isSame =
      cards.length === this.cards.childElementCount && cards.every((card, i) => card === this.cards.children[i]);
    if (!isSame) {
      this.cards.replaceChildren(...cards);
    }
  }

  update(count: number, isFolded: boolean): void {
    this.count.textContent = String(count);
    this.heading.setAttribute('aria-expanded', String(!isFolded));
    this.cards.hidden = isFolded;
  }
}
