/** Times of a trace, told from its beginning. */

export type Span = { words: string; share: number };

const UNITS: [string, number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
];

/** How long after the first moment each one was, in words and as a share of the whole. */
export function spansOf(moments: readonly string[]): Span[] {
  const times = moments.map((each) => new Date(each).getTime());
  const first = Math.min(...times);
  const whole = Math.max(...times) - first;
  return times.map((time) => ({
    words: later(time - first),
    share: whole > 0 ? (time - first) / whole : 0,
  }));
}

function later(spent: number): string {
  const [unit, size] = UNITS.find(([, each]) => spent >= each) ?? ['ms', 1];
  return spent === 0 ? 'start' : `+${Math.round(spent / size)} ${unit}`;
}
