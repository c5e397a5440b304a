import { expect, it } from 'vitest';
import { waitWords } from './waitWords';

it.each([
  [{ duration: '4 hours' }, '4 hours'],
  [{}, '…'],
  [
    { type: 'duration', duration: '2 days', weekdays: ['monday', 'friday'], time: '09:00' },
    '2 days, only on Mon, Fri, at 09:00',
  ],
  [{ type: 'date', date: '2026-12-01', time: '09:30' }, 'until 2026-12-01, at 09:30'],
  [
    { type: 'token', token: '{{lead.Date of Birth}}', days: -7, anniversary: true },
    'until 7 days before the next anniversary of {{lead.Date of Birth}}',
  ],
])('tells %j as “%s”', (params, words) => {
  expect(waitWords(params)).toBe(words);
});
