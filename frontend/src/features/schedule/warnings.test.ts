import { expect, it } from 'vitest';
import { ApiError } from '@/shared/api/errors';
import type { Problem } from '@/shared/api/types';
import { warningsOf } from './warnings';

const problem = (code: string, severity: Problem['severity'] = 'warning'): Problem => ({
  code,
  severity,
  message: code,
  where: { part: 'flow' },
});

it('asks to accept that a called executable is broken, and only tells the rest', () => {
  const shown = warningsOf(null, [
    problem('broken_executable'),
    problem('missing_token'),
    problem('x', 'error'),
  ]);
  expect(shown).toEqual([
    { message: 'broken_executable', mustAccept: true },
    { message: 'missing_token', mustAccept: false },
  ]);
});

it('does not ask twice about an empty smart list', () => {
  expect(warningsOf(null, [problem('empty_smart_list')])).toEqual([]);
});

it('asks about what only the server knew', () => {
  const refusal = new ApiError(
    409,
    'warnings_not_confirmed',
    'MQL has errors. Confirm to start all the same.',
  );
  expect(warningsOf(refusal, [])).toEqual([{ message: refusal.message, mustAccept: true }]);
});
