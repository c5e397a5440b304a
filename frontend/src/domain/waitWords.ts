/** Until when a Wait lasts, in the few words that fit on its card. */

import type { Params } from '@/shared/api/types';

export function waitWords(p: Params): string {
  return `${until(p)}${landing(p)}`;
}

function until(p: Params): string {
  switch (p.type) {
    case 'date':
      return `until ${text(p.date)}`;
    case 'token':
      return `until ${around(Number(p.days ?? 0))}${p.anniversary ? 'the next anniversary of ' : ''}${text(p.token)}`;
    default:
      return text(p.duration);
  }
}

function around(days: number): string {
  if (days === 0) return '';
  const count = Math.abs(days);
  return `${count} ${count === 1 ? 'day' : 'days'} ${days > 0 ? 'after' : 'before'} `;
}

function landing(p: Params): string {
  const days = (Array.isArray(p.weekdays) ? p.weekdays : []).map((day) => short(String(day)));
  return `${days.length ? `, only on ${days.join(', ')}` : ''}${p.time ? `, at ${p.time}` : ''}`;
}

const short = (day: string) => day.charAt(0).toUpperCase() + day.slice(1, 3);
const text = (value: unknown) => (value ? String(value) : '…');
