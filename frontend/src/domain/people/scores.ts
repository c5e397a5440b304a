/** The history of scores as points of a chart. */

import type { Activity } from '@/shared/api/types';

export type ScorePoint = { at: number; [field: string]: number };
export type ScoreHistory = { fields: string[]; points: ScorePoint[] };

/** Every point tells all scores known by then, so that a line goes on between its changes. */
export function scoreHistory(activities: readonly Activity[]): ScoreHistory {
  const known: { [field: string]: number } = {};
  const changes = activities
    .filter(({ attributes }) => typeof attributes['New Value'] === 'number')
    .toSorted((a, b) => a.occurred_at.localeCompare(b.occurred_at) || a.id - b.id);
  const points = changes.map(({ occurred_at, primary, attributes }) => {
    known[String(primary)] = attributes['New Value'] as number;
    return { ...known, at: new Date(occurred_at).getTime() };
  });
  return { fields: Object.keys(known), points };
}
