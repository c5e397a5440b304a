/** The ways on which a campaign may be executed, for choosing one. */

import { useQuery } from '@tanstack/react-query';
import { readCallerChains } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { CallerChain } from '@/shared/api/types';
import { useSaving } from '../drafts/DraftContext';
import { useWorkspace } from '../workspace/WorkspaceContext';

const NONE: CallerChain[] = [];

/** `campaign` is 0 where nothing is to be asked. */
export function useCallerChains(campaign: number): CallerChain[] {
  const { id: ws } = useWorkspace();
  const { editNumber } = useSaving();
  const { data } = useQuery({
    queryKey: [...keys.campaignPart(ws, campaign, 'caller-chains'), editNumber],
    queryFn: () => readCallerChains(ws, campaign),
    enabled: campaign > 0,
    placeholderData: (old) => old,
    staleTime: 30_000,
  });
  return data ?? NONE;
}

/** "Root (True) › Middle": the contexts are those of the calls between them. */
export function choiceOf({ key, links }: CallerChain) {
  const words = links.map(({ name, context }) =>
    context === null ? name : `${name} (${context ? 'True' : 'False'})`,
  );
  return { value: key, label: words.join(' › ') };
}
