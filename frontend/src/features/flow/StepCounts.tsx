/** How many people came to a step, and what became of them there. */

import type { StepCount } from '@/shared/api/types';
import { number } from '@/shared/format';

export function StepCounts({ count }: { count: StepCount }) {
  const { waits = 0, goes_on: goesOn = count.in } = count;
  const shown: [number, string][] = [
    [count.in, 'in'],
    [count.succeeded, 'done'],
  ];
  if (count.skipped > 0) shown.push([count.skipped, 'skipped']);
  if (waits > 0) shown.push([waits, waits === 1 ? 'waits' : 'wait']);
  if (goesOn < count.in) shown.push([goesOn, goesOn === 1 ? 'goes on' : 'go on']);
  return (
    <>
      {shown.map(([people, word]) => (
        <span key={word}>
          <b>{number(people)}</b> {word}
        </span>
      ))}
      {count.failed > 0 && <span data-bad>{number(count.failed)} failed</span>}
    </>
  );
}
