import { describe, expect, it } from 'vitest';
import type { Activity, Run } from '@/shared/api/types';
import { type Console, EMPTY_CONSOLE, foldRunEvent, KEPT_ROWS, type RunEvent } from './console';
import { compareCursors, cursorOf } from './cursor';

const row = (id: number, feed = id) => ({ id, feed_no: feed, type: { key: 'x' } }) as Activity;
const rows = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => row(from + i));
const run = { id: 1, state: 'running', entered: 0, done: 0 } as Run;
const at = (id: number) => `${id}.${id}`;
const snapshot = (from: number, to: number, total = to): RunEvent => ({
  type: 'snapshot',
  run,
  activities: rows(from, to),
  cursor: at(to),
  cut: { shown: to - from + 1, total },
});
const frame = (from: number, to: number, done = to, skipped = 0): Extract<RunEvent, { type: 'frame' }> => ({
  type: 'frame',
  run: { done },
  activities: rows(from, to),
  cursor: at(to),
  skipped,
});
const play = (events: RunEvent[], from: Console = EMPTY_CONSOLE) => events.reduce(foldRunEvent, from);
const ids = (console: Console) => console.rows.map(({ id }) => id);

describe('cursors', () => {
  it('compares by number, not by letters', () => {
    expect(compareCursors('9.1', '10.1')).toBeLessThan(0);
    expect(compareCursors('3.9', '3.10')).toBeLessThan(0);
    expect(compareCursors('3.9', '3.9')).toBe(0);
    expect(compareCursors(null, '0.0')).toBeLessThan(0);
    expect(compareCursors(null, null)).toBe(0);
  });

  it('orders rows of one feed number by their id', () => {
    expect(compareCursors(cursorOf(row(5, 2)), cursorOf(row(4, 3)))).toBeLessThan(0);
  });
});

describe('foldRunEvent', () => {
  it('appends frames to the snapshot', () => {
    const console = play([snapshot(1, 3), frame(4, 5)]);
    expect(ids(console)).toEqual([1, 2, 3, 4, 5]);
    expect(console).toMatchObject({ cursor: '5.5', total: 5 });
  });

  it('changes nothing when a frame comes twice', () => {
    const once = play([snapshot(1, 3), frame(4, 5)]);
    const twice = play([frame(4, 5)], once);
    expect(ids(twice)).toEqual(ids(once));
    expect(twice).toMatchObject({ cursor: once.cursor, total: once.total });
  });

  it('takes only the new rows of a frame that overlaps', () => {
    expect(ids(play([snapshot(1, 3), frame(2, 6)]))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('sorts rows that arrive out of order inside a frame, and drops a double one', () => {
    const mixed: RunEvent = { ...frame(4, 4), activities: [row(6), row(4), row(5), row(4)], cursor: at(6) };
    expect(ids(play([snapshot(1, 3), mixed]))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('does not let a late frame turn the counts back', () => {
    const console = play([snapshot(1, 3), frame(4, 6, 60), frame(4, 5, 50)]);
    expect(console.run?.done).toBe(60);
    expect(console.cursor).toBe('6.6');
  });

  it('takes counts from a frame without rows', () => {
    const quiet: RunEvent = { type: 'frame', run: { done: 9, state: 'done' }, activities: [], cursor: at(3) };
    const console = play([snapshot(1, 3), quiet]);
    expect(console.run).toMatchObject({ done: 9, state: 'done' });
    expect(console.cursor).toBe('3.3');
  });

  it('takes counts from a frame before the feed has any row', () => {
    const empty: RunEvent = { type: 'snapshot', run, activities: [], cursor: null };
    const counts: RunEvent = { type: 'frame', run: { entered: 5 }, activities: [], cursor: null };
    expect(play([empty, counts]).run?.entered).toBe(5);
  });

  it('goes on without a lost or doubled row when the connection broke at any row', () => {
    const whole = rows(1, 40);
    for (let broke = 1; broke < 40; broke += 1) {
      const before = play([snapshot(1, 1), frame(2, Math.max(2, broke))]);
      const seen = Number(before.cursor?.split('.')[0]);
      const resumed: RunEvent[] = [];
      for (let from = seen + 1; from <= 40; from += 7) resumed.push(frame(from, Math.min(from + 6, 40)));
      const console = play(resumed, before);
      expect(ids(console)).toEqual(whole.map(({ id }) => id));
      expect(console.total).toBe(40);
    }
  });

  it('keeps the rows it has when a snapshot after reconnecting overlaps them', () => {
    const console = play([snapshot(1, 10), snapshot(8, 14, 14)]);
    expect(ids(console)).toEqual(rows(1, 14).map(({ id }) => id));
    expect(console.total).toBe(14);
  });

  it('starts anew, without a hidden hole, when a snapshot lies beyond what was read', () => {
    const console = play([snapshot(1, 10), snapshot(500, 510, 510)]);
    expect(ids(console)).toEqual(rows(500, 510).map(({ id }) => id));
    expect(console.total).toBe(510);
  });

  it('ignores a snapshot older than what it has', () => {
    const console = play([snapshot(1, 10), frame(11, 20, 20), snapshot(1, 12)]);
    expect(ids(console)).toEqual(rows(1, 20).map(({ id }) => id));
    expect(console.run?.done).toBe(20);
  });

  it('shows only the unbroken end when the server skipped rows, and counts the skipped ones', () => {
    const console = play([snapshot(1, 10), frame(1001, 1003, 9, 990)]);
    expect(ids(console)).toEqual([1001, 1002, 1003]);
    expect(console.total).toBe(1003);
  });

  it('does not count skipped rows twice when the frame is replayed', () => {
    const event = frame(1001, 1003, 9, 990);
    expect(play([snapshot(1, 10), event, event]).total).toBe(1003);
  });

  it('says how much of the run it shows', () => {
    expect(play([snapshot(801, 1000, 1000)])).toMatchObject({ total: 1000 });
  });

  it('keeps the newest rows of a long run and knows the whole number', () => {
    const events: RunEvent[] = [snapshot(1, 1)];
    for (let from = 2; from <= 12_001; from += 500) events.push(frame(from, from + 499));
    const console = play(events);
    expect(console.rows.length).toBeLessThanOrEqual(KEPT_ROWS * 1.2);
    expect(console.rows.length).toBeGreaterThanOrEqual(KEPT_ROWS);
    expect(console.total).toBe(12_001);
    const first = console.rows[0]?.id ?? 0;
    expect(ids(console)).toEqual(rows(first, 12_001).map(({ id }) => id));
  });

  it('puts earlier rows in front, once', () => {
    const base = play([snapshot(11, 20, 20)]);
    const earlier: RunEvent = { type: 'earlier', activities: rows(5, 12), more: true };
    const console = play([earlier, earlier], base);
    expect(ids(console)).toEqual(rows(5, 20).map(({ id }) => id));
    expect(console.total).toBe(20);
    expect(console.cursor).toBe('20.20');
  });

  it('knows the exact total once the beginning is reached', () => {
    const base = play([snapshot(3, 5, 99)]);
    expect(play([{ type: 'earlier', activities: rows(1, 2), more: false }], base).total).toBe(5);
  });

  it('remembers why it was refused', () => {
    const console = play([{ type: 'refused', code: 'not_found', message: 'There is no such run.' }]);
    expect(console.refused?.message).toBe('There is no such run.');
  });
});
