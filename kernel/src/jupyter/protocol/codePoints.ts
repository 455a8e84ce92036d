/** Jupyter counts a cursor in code points, JavaScript in UTF-16 units: an emoji is one or two. */

export function fromCodePoints(text: string, position: number): number {
  let offset = 0;
  for (let i = 0; i < position && offset < text.length; i++) offset += text.codePointAt(offset)! > 0xffff ? 2 : 1;
  return offset;
}

export function toCodePoints(text: string, offset: number): number {
  let position = 0;
  for (let i = 0; i < offset && i < text.length; position++) i += text.codePointAt(i)! > 0xffff ? 2 : 1;
  return position;
}
