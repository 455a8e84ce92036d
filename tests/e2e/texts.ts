/// <reference lib="dom" />
/** Whether the texts of a panel can be seen whole. Runs in the page, so it needs everything inside of itself. */

/** The texts under `root` that are cut off or lie over one another, in words. Ellipses and scrolling are no fault. */
export function hiddenTexts(root: Element): string[] {
  const SLACK = 2; // Letters may reach out of their lines by so many pixels.

  const overlap = (a: DOMRect, b: DOMRect): DOMRect => {
    const [left, top] = [Math.max(a.left, b.left), Math.max(a.top, b.top)];
    const [right, bottom] = [Math.min(a.right, b.right), Math.min(a.bottom, b.bottom)];
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  };

  /** The part of a box that its surroundings leave, and what of them cuts it without a way to see the rest. */
  const seenPart = (box: DOMRect, element: Element): { part: DOMRect; cutter: Element | null } => {
    let part = box;
    for (let around = element; ; around = around.parentElement!) {
      const { overflowX, overflowY, textOverflow, clipPath } = getComputedStyle(around);
      const isForScreenReaders = clipPath !== 'none';
      if (isForScreenReaders) return { part: new DOMRect(), cutter: null };
      const inside = overlap(part, around.getBoundingClientRect());
      const cutsX = (overflowX !== 'visible' || around === root) && inside.width < part.width - SLACK;
      const cutsY = (overflowY !== 'visible' || around === root) && inside.height < part.height - SLACK;
      const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
      const isMeant = (!cutsX || scrolls(overflowX) || textOverflow === 'ellipsis') && (!cutsY || scrolls(overflowY));
      if (!isMeant) return { part: inside, cutter: around };
      if (cutsX || cutsY) part = inside;
      if (around === root) return { part, cutter: null };
    }
  };

  const seen: { text: string; part: DOMRect }[] = [];
  const faults: string[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const [element, text] = [node.parentElement!, node.textContent!.trim()];
    if (text === '' || element.matches('option, title') || !element.checkVisibility({ visibilityProperty: true })) {
      continue;
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()].map((line) => seenPart(line, element));
    for (const { part, cutter } of lines) {
      if (cutter !== null) faults.push(`'${text}' is cut off by ${cutter.className || cutter.tagName}`);
      const under = seen.find((other) => {
        const { width, height } = overlap(part, other.part);
        return Math.min(width, height) > SLACK;
      });
      if (under !== undefined) faults.push(`'${text}' lies over '${under.text}'`);
    }
    seen.push(...lines.map(({ part }) => ({ text, part })));
  }
  return faults;
}
