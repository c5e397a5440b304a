import { expect, it } from 'vitest';
import { qualificationHelp, qualificationWords } from './settings';

it.each([
  [{ mode: 'once', every: 1, unit: 'days' }, 'Each person only once'],
  [{ mode: 'every_time', every: 1, unit: 'days' }, 'Every time a person qualifies'],
  [{ mode: 'interval', every: 1, unit: 'weeks' }, 'Once every week'],
  [{ mode: 'interval', every: 3, unit: 'months' }, 'Once every 3 months'],
] as const)('says %j', (rule, words) => {
  expect(qualificationWords(rule)).toBe(words);
});

it('warns that a second Execute under only once does nothing', () => {
  expect(qualificationHelp({ mode: 'once', every: 1, unit: 'days' }, true)).toContain('second Execute');
});
