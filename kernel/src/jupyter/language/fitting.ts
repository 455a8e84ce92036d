/** Which completions fit to what was typed. */

export interface CompletionItem {
  text: string;
  /** JupyterLab's word for what it is; decides the icon. */
  type: string;
  signature?: string;
}

/** Names the prelude needs, of no use to a person. */
const isInternal = (name: string) => name.startsWith('__notebook_');

/** The items that begin with what was typed, in either case if none does in the same; each text once. */
export function fitting(items: CompletionItem[], typed: string): CompletionItem[] {
  const unique = [...new Map(items.map((item) => [item.text, item])).values()];
  const visible = unique.filter(({ text }) => !isInternal(text));
  const exact = visible.filter(({ text }) => text.startsWith(typed));
  if (exact.length > 0) return exact;
  return visible.filter(({ text }) => text.toLowerCase().startsWith(typed.toLowerCase()));
}
