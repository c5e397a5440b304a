/** The members' own values: which columns a table has, which rows a dialog asks for. */

export type Values = { [name: string]: string };

const MOST_COLUMNS = 6;
const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Names that somebody has a value under, the defined ones first, in their order. */
export function columnsOfValues(
  defined: readonly string[],
  members: readonly { values: Values }[],
): string[] {
  const held = new Set(members.flatMap(({ values }) => Object.keys(values)));
  const known = defined.filter((name) => held.has(name));
  const others = [...held].filter((name) => !known.includes(name)).sort((a, b) => a.localeCompare(b));
  return [...known, ...others].slice(0, MOST_COLUMNS);
}

/** Every defined field and whatever else the member has, as a dialog asks for it. */
export function rowsOfValues(defined: readonly string[], values: Values): { name: string; text: string }[] {
  const others = Object.keys(values).filter((name) => !defined.some((each) => sameName(each, name)));
  return [...defined, ...others].map((name) => ({ name, text: held(values, name) }));
}

function held(values: Values, name: string): string {
  const key = Object.keys(values).find((each) => sameName(each, name));
  return key === undefined ? '' : (values[key] ?? '');
}

/** What was really changed; an emptied value is cleared. */
export function changesOf(
  rows: readonly { name: string; text: string }[],
  values: Values,
): { [name: string]: string | null } {
  const changed = rows.filter(({ name, text }) => name.trim() && text !== held(values, name.trim()));
  return Object.fromEntries(changed.map(({ name, text }) => [name.trim(), text.trim() ? text : null]));
}
