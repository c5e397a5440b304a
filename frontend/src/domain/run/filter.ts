/** Which rows of the activity table are wanted. */

import type { Activity } from '@/shared/api/types';

export type RowFilter = {
  step: string | null;
  person: string;
  type: string | null;
  result: string | null;
};
export const NO_FILTER: RowFilter = { step: null, person: '', type: null, result: null };

export function isFiltered(filter: RowFilter): boolean {
  return Boolean(filter.step || filter.person.trim() || filter.type || filter.result);
}

/** A step's place in a run: the Execute steps that lead to it, and its own id. */
export function placeOf(path: string | null, step: string): string {
  return `${path ?? ''}|${step}`;
}

export function matchesFilter(row: Activity, filter: RowFilter): boolean {
  if (filter.step && row.step !== filter.step && placeOf(row.path, row.step ?? '') !== filter.step)
    return false;
  if (filter.type && row.type.key !== filter.type) return false;
  if (filter.result && row.result !== filter.result) return false;
  const wanted = filter.person.trim().toLowerCase();
  return !wanted || row.person.name.toLowerCase().includes(wanted) || String(row.person.id) === wanted;
}
