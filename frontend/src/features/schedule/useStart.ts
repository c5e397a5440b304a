import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '@/shared/api/keys';
import type { Audience, Campaign } from '@/shared/api/types';
import { useDraft } from '../drafts/DraftContext';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { useAudience } from './useAudience';
import { isAboutWarnings, warningsOf } from './warnings';

export type Confirmed = { confirm_everyone?: number; confirm_warnings?: boolean };

/** What every start of a batch asks first: the edits saved, everyone confirmed, broken executables accepted. */
export function useStart<Answer>(
  campaign: Campaign,
  start: (confirmed: Confirmed) => Promise<Answer>,
  onStarted: (answer: Answer) => void,
) {
  const { id: ws } = useWorkspace();
  const { session, problems } = useDraft();
  const client = useQueryClient();
  const audience = useAudience(campaign.id);
  const [typed, setTyped] = useState('');
  const [accepted, setAccepted] = useState(false);
  const run = useMutation({
    mutationFn: async (counted: Audience) => {
      if (!(await session.flush()))
        throw new Error('The last edits are not saved yet. Try again when they are.');
      return start({
        ...(counted.everyone ? { confirm_everyone: Number(digits(typed)) } : {}),
        ...(accepted ? { confirm_warnings: true } : {}),
      });
    },
    onSuccess: (answer) => {
      client.invalidateQueries({ queryKey: keys.campaign(ws, campaign.id) });
      client.invalidateQueries({ queryKey: keys.tree(ws) });
      onStarted(answer);
    },
    onError: () => audience.refetch(),
  });
  const counted = audience.data;
  const warnings = warningsOf(run.error, problems);
  const everyoneOpen = Boolean(counted?.everyone && digits(typed) !== String(counted.matching));
  const warningsOpen = warnings.some(({ mustAccept }) => mustAccept) && !accepted;
  return {
    audience,
    typed,
    setTyped,
    accepted,
    setAccepted,
    warnings,
    error: isAboutWarnings(run.error) ? null : run.error,
    isPending: run.isPending,
    isOpen: !counted || everyoneOpen || warningsOpen,
    submit: () => counted && run.mutate(counted),
  };
}

const digits = (text: string) => text.replace(/\D/g, '');
