/** What I was told, asked for again when the socket says that there is more. */

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { markNoticesRead, readNotices } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Notice } from '@/shared/api/types';
import { addressOf, routes } from '@/shared/routes';
import { failed } from '@/shared/ui/notices';

/** The socket tells of this workspace; of the others it is seen within a minute. */
const MINUTE = 60_000;

export const useUnread = () =>
  useQuery({
    queryKey: [...keys.notices, 'unread'],
    queryFn: () => readNotices({ unread: true }),
    refetchInterval: MINUTE,
  });

export const useNotices = () =>
  useInfiniteQuery({
    queryKey: [...keys.notices, 'all'],
    queryFn: ({ pageParam }) => readNotices({ cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids?: number[]) => markNoticesRead(ids),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.notices }),
    onError: (error) => failed(error),
  });
}

/** The page of what a notice is about; null where there is none. */
export function addressOfNotice({ workspace: ws, target }: Notice): string | null {
  const [kind, id] = target.split(':');
  if (!kind || !Number(id)) return null;
  if (kind === 'run') return routes.run(ws, Number(id));
  if (kind === 'webhook') return routes.admin(ws);
  if (kind === 'import') return routes.import(ws, Number(id));
  if (kind === 'campaign' || kind === 'program') return addressOf(ws, `${kind}:${Number(id)}`);
  return null;
}
