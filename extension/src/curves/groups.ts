/** Charts grouped by the prefix of their names: `train/loss` stands in the group `train` as `loss`. */

export interface Group {
  /** '' for names without a prefix; this group stands first. */
  name: string;
  members: string[];
}

export const groupOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf('/')));

/** The groups in the order of their first members; what the system logs stands last. */
export function groupByPrefix(names: readonly string[]): Group[] {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const group = groupOf(name);
    groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  const rank = (group: string) => (group === '' ? 0 : group === 'system' ? 2 : 1);
  return [...groups].map(([name, members]) => ({ name, members })).sort((a, b) => rank(a.name) - rank(b.name));
}
