/** Numbers and moments as people read them: what happened in the viewer's own zone (S08). */

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const seconds = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });

export function number(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : whole.format(value);
}

/** "1 person", "3,412 people". */
export function people(count: number | null | undefined): string {
  return count === 1 ? '1 person' : `${number(count)} people`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

export function clock(at: string): string {
  return time.format(new Date(at));
}

export function clockWithSeconds(at: string): string {
  return seconds.format(new Date(at));
}

export function moment(at: string | null | undefined): string {
  if (!at) return '–';
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : `${day.format(date)}, ${time.format(date)}`;
}

/** "Tue 1 Dec 2026, 09:00" on the clocks of that zone: what is set or will come. */
export function zoned(at: string, zone: string): string {
  const words = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const date = new Date(at);
  const on = new Intl.DateTimeFormat('en-GB', { ...words, timeZone: zone }).format(date).replace(',', '');
  return `${on}, ${new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(date)}`;
}

/** "40 s", "12 min", "3 h": about how long. */
export function about(spent: number): string {
  if (spent < 60) return `${Math.max(1, Math.round(spent))} s`;
  if (spent < 5400) return `${Math.round(spent / 60)} min`;
  return `${Math.round(spent / 3600)} h`;
}

export function exactMoment(at: string | null | undefined): string {
  if (!at) return '';
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : exact.format(date);
}

export function duration(from: string | null, to: string | null): string {
  if (!from) return '–';
  const spent = Math.max(0, (to ? new Date(to) : new Date()).getTime() - new Date(from).getTime());
  if (spent < 1000) return `${Math.round(spent)} ms`;
  if (spent < 60_000) return `${(spent / 1000).toFixed(1)} s`;
  const minutes = Math.floor(spent / 60_000);
  if (minutes < 60) return `${minutes} m ${Math.floor((spent % 60_000) / 1000)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} m`;
}

export function value(content: unknown): string {
  if (content === null || content === undefined || content === '') return '–';
  if (content === true) return 'true';
  if (content === false) return 'false';
  if (typeof content === 'number') return number(content);
  if (typeof content === 'object') return JSON.stringify(content);
  return String(content);
}
