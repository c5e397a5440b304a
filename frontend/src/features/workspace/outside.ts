/** Webhooks, partitions and colleagues of the workspace, as forms offer them. */

import { useQuery } from '@tanstack/react-query';
import { readPartitions, readRoles, readWebhooks } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import { useWorkspace } from './WorkspaceContext';

const MINUTE = 60_000;

export function useWebhooks() {
  const { id: ws } = useWorkspace();
  return useQuery({ queryKey: keys.webhooks(ws), queryFn: () => readWebhooks(ws), staleTime: MINUTE });
}

export function usePartitions() {
  const { id: ws } = useWorkspace();
  return useQuery({ queryKey: keys.partitions(ws), queryFn: () => readPartitions(ws), staleTime: MINUTE });
}

export function useColleagues() {
  const { id: ws } = useWorkspace();
  return useQuery({ queryKey: keys.roles(ws), queryFn: () => readRoles(ws), staleTime: MINUTE });
}
