/** Two versions of the same thing, item by item, for the one who has to choose. */

export type Difference<Item> = {
  id: string;
  change: 'only mine' | 'only theirs' | 'differs' | 'moved' | 'same';
  mine: Item | null;
  theirs: Item | null;
};

export function differences<Item extends { readonly id: string }>(
  mine: readonly Item[],
  theirs: readonly Item[],
): Difference<Item>[] {
  const inTheirs = new Map(theirs.map((item, at) => [item.id, { item, at }]));
  const inMine = new Set(mine.map((item) => item.id));
  const rows: Difference<Item>[] = mine.map((item, at) => {
    const other = inTheirs.get(item.id);
    if (!other) return { id: item.id, change: 'only mine', mine: item, theirs: null };
    const same = JSON.stringify(item) === JSON.stringify(other.item);
    const change = !same ? 'differs' : other.at === at ? 'same' : 'moved';
    return { id: item.id, change, mine: item, theirs: other.item };
  });
  const missing = theirs.filter((item) => !inMine.has(item.id));
  return [
    ...rows,
    ...missing.map((item) => ({
      id: item.id,
      change: 'only theirs' as const,
      mine: null,
      theirs: item,
    })),
  ];
}
