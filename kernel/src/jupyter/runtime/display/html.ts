/**
 * HTML from values: markup`<b>${text}</b>` escapes what is put in, unless it is HTML made in this way. Colours come from the
 * variables of JupyterLab's theme with a fallback for front ends that have none, so that both light and dark are readable.
 */

export class Html {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

type Part = string | number | Html | readonly Html[];

export function markup(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(String.raw({ raw: strings }, ...parts.map(escaped)));
}

function escaped(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(String).join('');
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return String(part).replace(/[&<>"']/g, (character) => entities[character]);
}

/** Style of what explains an output: a caption, a count. */
export const captionStyle = 'color: var(--jp-ui-font-color2, gray); font-size: 90%';
