/** The rule of a recurring batch, as its form changes it. */

import type { Recurrence as Sent } from '@/shared/api/types';

export type Recurrence = Required<Sent>;

export const PATTERNS = [
  { value: 'daily', label: 'Daily' },
  { value: 'weekly', label: 'Weekly' },
  { value: 'monthly', label: 'Monthly' },
];
export const UNITS: Record<Recurrence['pattern'], string> = {
  daily: 'days',
  weekly: 'weeks',
  monthly: 'months',
};
export const WEEKS = [
  { value: '1', label: 'First' },
  { value: '2', label: 'Second' },
  { value: '3', label: 'Third' },
  { value: '4', label: 'Fourth' },
  { value: '-1', label: 'Last' },
];

/** Every weekday of today's date at nine, until it is changed. */
export function blankRecurrence(today: Date): Recurrence {
  const local = new Date(today.getTime() - today.getTimezoneOffset() * 60_000);
  return {
    pattern: 'daily',
    every: 1,
    starts_on: local.toISOString().slice(0, 10),
    at: '09:00',
    ends_on: null,
    weekdays_only: false,
    weekdays: [],
    day_of_month: null,
    week_of_month: null,
    weekday: null,
  };
}

/** Another pattern takes none of the last one's own settings along, and starts with sensible ones. */
export function withPattern(rule: Recurrence, pattern: Recurrence['pattern']): Recurrence {
  return {
    ...rule,
    pattern,
    weekdays_only: false,
    weekdays: pattern === 'weekly' ? ['monday'] : [],
    day_of_month: pattern === 'monthly' ? Number(rule.starts_on.slice(8)) || 1 : null,
    week_of_month: null,
    weekday: null,
  };
}
