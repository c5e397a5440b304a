import { useQuery } from '@tanstack/react-query';
import { readSchedule } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import { useWorkspace } from '../workspace/WorkspaceContext';

export function useSchedule(campaign: number) {
  const { id: ws } = useWorkspace();
  return useQuery({
    queryKey: keys.campaignPart(ws, campaign, 'schedule'),
    queryFn: () => readSchedule(ws, campaign),
  });
}
