/** The order of what a form asks for. */

/** The list with one thing moved up or down by one place; at an end it stays. */
export function move<T>(list: readonly T[], at: number, by: 1 | -1): T[] {
  const to = at + by;
  const moved = list[at];
  if (moved === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(at, 1).toSpliced(to, 0, moved);
}
