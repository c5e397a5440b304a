/** A campaign's settings in words. */

import type { CampaignSettings } from '@/shared/api/types';

type Qualification = CampaignSettings['qualification'];

export function qualificationWords(rule: Qualification): string {
  switch (rule.mode) {
    case 'once':
      return 'Each person only once';
    case 'every_time':
      return 'Every time a person qualifies';
    case 'interval':
      return rule.every === 1
        ? `Once every ${rule.unit.slice(0, -1)}`
        : `Once every ${rule.every} ${rule.unit}`;
  }
}

export function qualificationHelp(rule: Qualification, executable: boolean): string {
  if (rule.mode === 'once')
    return executable
      ? 'A second Execute of this campaign for the same person does nothing, whichever campaign executes it.'
      : 'Whoever has been in the flow before is held back, also after edits and in later runs.';
  if (rule.mode === 'every_time') return 'Nobody is held back because of earlier entries.';
  return 'Rolling: a day is 24 hours and a month 30 days, counted from the last entry.';
}
