/** A dry run in words. */

import type { Activity, DryRun } from '@/shared/api/types';
import { number, people } from '@/shared/format';

export function headline(found: DryRun): string {
  const { person, entered, people: played, qualified } = found;
  if (person) return entered > 0 ? `What would happen to ${person.name}` : `${person.name} would not enter`;
  if (qualified === null || qualified <= played) return `${people(played)} played`;
  return `${number(played)} of ${people(qualified)} played`;
}

/** What became of those who came in; nothing that is zero but who came and who is done. */
export function sums({ entered, done, left, held, waiting }: DryRun): { count: number; word: string }[] {
  const all = [
    { count: left, word: 'taken out' },
    { count: held, word: 'stopped by an error' },
    { count: waiting, word: 'still waiting' },
  ];
  return [
    { count: entered, word: 'would enter' },
    { count: done, word: 'come to the end' },
    ...all.filter(({ count }) => count > 0),
  ];
}

const UNDONE: { [type: string]: string } = {
  send_email: 'would be sent',
  send_alert: 'would be sent',
  request_campaign: 'would be requested',
  call_webhook: 'would be called; without its answer the person goes on',
  create_task: 'would be created',
};

/** Of what leaves the house or starts elsewhere, that it does not. */
export function undone({ type, result }: Activity): string | null {
  return result === 'succeeded' ? (UNDONE[type.key] ?? null) : null;
}
