import { expect, it } from 'vitest';
import { blankRecurrence, withPattern } from './recurrence';

const blank = blankRecurrence(new Date(2026, 2, 31, 12));

it('starts today', () => {
  expect(blank).toMatchObject({
    pattern: 'daily',
    every: 1,
    starts_on: '2026-03-31',
    at: '09:00',
    ends_on: null,
  });
});

it('leaves the settings of another pattern behind', () => {
  const weekly = withPattern({ ...blank, weekdays_only: true }, 'weekly');
  expect(weekly).toMatchObject({ weekdays_only: false, weekdays: ['monday'], day_of_month: null });
  expect(withPattern(weekly, 'monthly')).toMatchObject({
    weekdays: [],
    day_of_month: 31,
    week_of_month: null,
  });
});
