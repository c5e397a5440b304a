import { useQuery } from '@tanstack/react-query';
import { readAudience } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import { useSaving } from '../drafts/DraftContext';
import { useWorkspace } from '../workspace/WorkspaceContext';

/** How many qualify now, for what is saved: it waits until the last edit is. */
export function useAudience(campaign: number) {
  const { id: ws } = useWorkspace();
  const { dirty, editNumber } = useSaving();
  return useQuery({
    queryKey: [...keys.campaignPart(ws, campaign, 'audience'), editNumber],
    queryFn: () => readAudience(ws, campaign),
    enabled: !dirty,
    staleTime: 0,
    retry: false,
  });
}
