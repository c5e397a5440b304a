/** A dry run of the draft as it is edited: asked for once it is saved, and told stale once it is edited again. */

import { useMutation } from '@tanstack/react-query';
import { dryRun, type Trial } from '@/shared/api/endpoints';
import type { DryRun } from '@/shared/api/types';
import { useDraft, useFlow, useSmartList } from '../drafts/DraftContext';
import { useWorkspace } from '../workspace/WorkspaceContext';

const NOT_SAVED =
  'The flow could not be saved, and a dry run plays what is saved. See the mark above for what keeps it.';

export type DryRunHere = {
  found: DryRun | null;
  isStale: boolean;
  isBusy: boolean;
  error: unknown;
  play: (trial: Trial) => void;
  forget: () => void;
};

export function useDryRun(campaign: number): DryRunHere {
  const { id: ws } = useWorkspace();
  const { session, readOnly } = useDraft();
  const flow = useFlow();
  const smartList = useSmartList();
  const played = useMutation({
    mutationFn: async (trial: Trial) => {
      if (!readOnly && !(await session.flush())) throw new Error(NOT_SAVED);
      const of = {
        flow: session.flow.store.getState().value,
        smartList: session.smartList.store.getState().value,
      };
      return { found: await dryRun(ws, campaign, trial), of };
    },
  });
  const { data } = played;
  return {
    found: data?.found ?? null,
    isStale: data !== undefined && (data.of.flow !== flow || data.of.smartList !== smartList),
    isBusy: played.isPending,
    error: played.error,
    play: played.mutate,
    forget: played.reset,
  };
}
