import { describe, expect, it } from 'vitest';
import type { Activity } from '@/shared/api/types';
import { scoreHistory } from './scores';
import { spansOf } from './trace';

const change = (id: number, at: string, field: string, value: unknown) =>
  ({ id, occurred_at: at, primary: field, attributes: { 'New Value': value } }) as unknown as Activity;

describe('a trace', () => {
  it('tells each step by how long after the first it was', () => {
    const spans = spansOf(['2026-01-01T00:00:00Z', '2026-01-01T12:00:00Z', '2026-01-03T00:00:00Z']);
    expect(spans.map(({ words }) => words)).toEqual(['start', '+12 h', '+2 d']);
    expect(spans.map(({ share }) => share)).toEqual([0, 0.25, 1]);
  });

  it('has no bar to draw where everything happened at once', () => {
    expect(spansOf(['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z']).map(({ share }) => share)).toEqual([
      0, 0,
    ]);
  });
});

describe('the score chart', () => {
  it('orders the changes and carries each score on', () => {
    const history = scoreHistory([
      change(3, '2026-01-03T00:00:00Z', 'score', 15),
      change(1, '2026-01-01T00:00:00Z', 'score', 5),
      change(2, '2026-01-02T00:00:00Z', 'fit', 3),
    ]);
    expect(history.fields).toEqual(['score', 'fit']);
    expect(history.points.map(({ score, fit }) => [score, fit])).toEqual([
      [5, undefined],
      [5, 3],
      [15, 3],
    ]);
  });

  it('leaves out changes that failed', () => {
    expect(scoreHistory([change(1, '2026-01-01T00:00:00Z', 'score', undefined)]).points).toEqual([]);
  });
});
