/** The run console's memory: frames of the socket are folded into it, whatever they repeat. */

import type { Activity, Run, RunProgress } from '@/shared/api/types';
import { type Cursor, compareCursors, compareRows, cursorOf, laterOf } from './cursor';

export type RunEvent =
  | { type: 'snapshot'; run: Run; activities: Activity[]; cursor: Cursor | null; cut?: Cut }
  | {
      type: 'frame';
      run: Partial<RunProgress>;
      activities: Activity[];
      cursor: Cursor | null;
      skipped?: number;
    }
  | { type: 'earlier'; activities: Activity[]; more: boolean }
  | { type: 'refused'; code: string; message: string };
type Cut = { shown: number; total: number };

export type Console = {
  run: Run | null;
  /** One unbroken stretch of the feed, oldest first. */
  rows: readonly Activity[];
  /** How far the feed was read; the socket asks for what comes after it. */
  cursor: Cursor | null;
  /** Rows of the whole run, as far as known: what is shown and what is not. */
  total: number;
  refused: { code: string; message: string } | null;
};

export const KEPT_ROWS = 5000;
export const EMPTY_CONSOLE: Console = { run: null, rows: [], cursor: null, total: 0, refused: null };

/** The same frame twice, or late, changes nothing: the socket may replay at will. */
export function foldRunEvent(console: Console, event: RunEvent): Console {
  switch (event.type) {
    case 'snapshot':
      return foldSnapshot(console, event);
    case 'frame':
      return foldFrame(console, event);
    case 'earlier':
      return foldEarlier(console, event);
    case 'refused':
      return { ...console, refused: { code: event.code, message: event.message } };
  }
}

function foldSnapshot(console: Console, event: Extract<RunEvent, { type: 'snapshot' }>): Console {
  const rows = ordered(event.activities);
  const total = Math.max(event.cut?.total ?? rows.length, rows.length);
  const refused = null;
  if (compareCursors(event.cursor, console.cursor) < 0) return { ...console, refused };
  const fresh = rows.filter((row) => isAfter(row, console.cursor));
  const joined = console.rows.length > 0 && fresh.length < rows.length;
  return {
    run: event.run,
    rows: joined ? newest([...console.rows, ...fresh]) : rows,
    cursor: laterOf(event.cursor, lastCursor(rows)),
    total: Math.max(total, joined ? console.rows.length + fresh.length : 0),
    refused,
  };
}

function foldFrame(console: Console, event: Extract<RunEvent, { type: 'frame' }>): Console {
  const fresh = ordered(event.activities).filter((row) => isAfter(row, console.cursor));
  const isNew = compareCursors(event.cursor, console.cursor) > 0;
  const skipped = isNew ? (event.skipped ?? 0) : 0;
  const isLate = event.cursor !== null && compareCursors(event.cursor, console.cursor) < 0;
  return {
    ...console,
    run: console.run && !isLate ? { ...console.run, ...event.run } : console.run,
    rows: appended(console.rows, fresh, skipped),
    cursor: laterOf(console.cursor, laterOf(event.cursor, lastCursor(fresh))),
    total: console.total + fresh.length + skipped,
  };
}

/** Rows that scrolling up asked for; they count as known already. */
function foldEarlier(console: Console, event: Extract<RunEvent, { type: 'earlier' }>): Console {
  const first = console.rows[0];
  const before = ordered(event.activities).filter(
    (row) => !first || compareCursors(cursorOf(row), cursorOf(first)) < 0,
  );
  const rows = [...before, ...console.rows];
  return { ...console, rows, total: event.more ? Math.max(console.total, rows.length + 1) : rows.length };
}

/** After skipped rows the stretch starts anew, so that no hole hides between two rows. */
function appended(rows: readonly Activity[], fresh: Activity[], skipped: number): readonly Activity[] {
  if (skipped > 0) return fresh;
  if (fresh.length === 0) return rows;
  return newest([...rows, ...fresh]);
}

/** Old rows go a fifth at a time: to copy 5,000 rows ten times a second would be waste. */
function newest(rows: Activity[]): Activity[] {
  return rows.length > KEPT_ROWS * 1.2 ? rows.slice(-KEPT_ROWS) : rows;
}

function ordered(rows: readonly Activity[]): Activity[] {
  const sorted = rows.toSorted(compareRows);
  return sorted.filter((row, index) => index === 0 || compareRows(sorted[index - 1] as Activity, row) !== 0);
}

function isAfter(row: Activity, cursor: Cursor | null): boolean {
  return compareCursors(cursorOf(row), cursor) > 0;
}

function lastCursor(rows: readonly Activity[]): Cursor | null {
  const last = rows.at(-1);
  return last ? cursorOf(last) : null;
}
