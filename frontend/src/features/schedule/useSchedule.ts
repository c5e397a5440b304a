import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readPastScheduledRuns, readSchedule } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Schedule } from '@/shared/api/types';
import { useWorkspace } from '../workspace/WorkspaceContext';

export function useSchedule(campaign: number) {
  const { id: ws } = useWorkspace();
  return useQuery({
    queryKey: keys.campaignPart(ws, campaign, 'schedule'),
    queryFn: () => readSchedule(ws, campaign),
  });
}

/** Those that the schedule shows anyway, and as many of the older ones as were asked for. */
export function useEarlierRuns(campaign: number, { past, earlier }: Schedule) {
  const { id: ws } = useWorkspace();
  const [isOpen, setOpen] = useState(false);
  const query = useInfiniteQuery({
    queryKey: [...keys.campaignPart(ws, campaign, 'schedule'), 'past', earlier],
    queryFn: ({ pageParam }) => readPastScheduledRuns(ws, campaign, pageParam),
    initialPageParam: earlier,
    getNextPageParam: (page) => page.next,
    enabled: isOpen && earlier !== null,
  });
  const older = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return {
    runs: [...past, ...older],
    hasMore: query.data ? query.hasNextPage : earlier !== null,
    isLoading: query.isFetching,
    showMore: () => (isOpen ? void query.fetchNextPage() : setOpen(true)),
  };
}
