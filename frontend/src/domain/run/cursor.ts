/** A place in a run's feed, "feed_no.id": rows are ordered by it and never renumbered. */

import type { Activity } from '@/shared/api/types';

export type Cursor = string;

export function cursorOf(row: Activity): Cursor {
  return `${row.feed_no ?? 0}.${row.id}`;
}

function parts(cursor: Cursor): [number, number] {
  const [feed, id] = cursor.split('.');
  return [Number(feed ?? 0), Number(id ?? 0)];
}

/** Negative when `a` comes before `b`; null is before everything. */
export function compareCursors(a: Cursor | null, b: Cursor | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  const [feedA, idA] = parts(a);
  const [feedB, idB] = parts(b);
  return feedA - feedB || idA - idB;
}

/** Like their cursors, without making any. */
export function compareRows(a: Activity, b: Activity): number {
  return (a.feed_no ?? 0) - (b.feed_no ?? 0) || a.id - b.id;
}

export function laterOf(a: Cursor | null, b: Cursor | null): Cursor | null {
  return compareCursors(a, b) >= 0 ? a : b;
}
