/** Which columns a table of people needs: what they have to say, and no more. */

type Person = {
  email?: string | null;
  company?: string | null;
  values?: Record<string, unknown> | undefined;
};

export const OWN_COLUMNS = [
  { name: 'email', label: 'Email' },
  { name: 'company', label: 'Company' },
] as const;

const OWN = new Set(['email', 'company', 'first_name', 'last_name']);

/** Of the standing columns, those that somebody fills. */
export function ownColumnsOf(people: readonly Person[]) {
  return OWN_COLUMNS.filter(({ name }) => people.some((person) => person[name]));
}

/** Of the fields that the server sends along, those that have something to say. */
export function columnsOf(people: readonly Person[]): string[] {
  const names = new Set(people.flatMap(({ values }) => Object.keys(values ?? {})));
  return [...names].filter((name) => !OWN.has(name)).slice(0, 4);
}
