import { describe, expect, it } from 'vitest';
import type { Problem } from '@/shared/api/types';
import { calmed, sorted, summary } from './problems';

const problem = (
  step: string | null,
  severity: Problem['severity'] = 'error',
  code = 'missing',
): Problem => ({
  code,
  severity,
  message: `${step} lacks a field.`,
  where: { part: 'flow', step, branch: 'default' },
});
const severities = (problems: readonly Problem[]) => problems.map(({ severity }) => severity);

describe('what was just begun', () => {
  it('is unfinished, while the same fault elsewhere is an error', () => {
    expect(severities(calmed([problem('new'), problem('old')], new Set(['new'])))).toEqual([
      'unfinished',
      'error',
    ]);
  });

  it('keeps its warnings', () => {
    expect(severities(calmed([problem('new', 'warning')], new Set(['new'])))).toEqual(['warning']);
  });

  it('is also a flow without steps', () => {
    expect(severities(calmed([problem(null, 'error', 'empty_flow')], new Set()))).toEqual(['unfinished']);
  });

  it('stands between errors and warnings and is counted apart', () => {
    const mixed = [problem('a', 'warning'), problem('b', 'unfinished'), problem('c')];
    expect(severities(sorted(mixed))).toEqual(['error', 'unfinished', 'warning']);
    expect(summary(mixed)).toBe('1 error, 1 thing not finished, 1 warning');
  });
});
