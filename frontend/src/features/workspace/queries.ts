/** What nearly every page asks: who am I, the tree, the kinds, the fields. */

import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { type Names, namesFrom } from '@/domain/words';
import * as api from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Campaign, Field, TreeNode } from '@/shared/api/types';
import { useWorkspace } from './WorkspaceContext';

const HOUR = 3_600_000;
const NO_NODES: TreeNode[] = [];
const NO_FIELDS: Field[] = [];

export const useMe = () => useQuery({ queryKey: keys.me, queryFn: api.readMe, staleTime: HOUR });

export function useTree() {
  const { id } = useWorkspace();
  return useQuery({ queryKey: keys.tree(id), queryFn: () => api.readTree(id), staleTime: 30_000 });
}

export function useNodes(): TreeNode[] {
  return useTree().data?.nodes ?? NO_NODES;
}

export const useCatalog = () =>
  useQuery({ queryKey: keys.catalog, queryFn: api.readCatalog, staleTime: HOUR });

export const useFieldsQuery = () =>
  useQuery({ queryKey: keys.fields, queryFn: api.readFields, staleTime: 60_000 });

export function useFields(): Field[] {
  return useFieldsQuery().data ?? NO_FIELDS;
}

/** A field's label by its name; the name itself where no such field is known. */
export function useFieldLabel(): (name: string) => string {
  const fields = useFields();
  return useCallback((name) => fields.find((field) => field.name === name)?.label ?? name, [fields]);
}

export function useChannels() {
  const { id } = useWorkspace();
  return useQuery({ queryKey: keys.channels(id), queryFn: () => api.readChannels(id), staleTime: 60_000 });
}

export function useCustomActivities() {
  const { id } = useWorkspace();
  return useQuery({
    queryKey: keys.customActivities(id),
    queryFn: () => api.readCustomActivities(id),
    staleTime: 60_000,
  });
}

export function useMemberFields() {
  const { id } = useWorkspace();
  return useQuery({
    queryKey: keys.memberFields(id),
    queryFn: () => api.readMemberFields(id),
    staleTime: 60_000,
  });
}

/** Names for words; null until kinds and tree are known. */
export function useNames(): Names | null {
  const { data: catalog } = useCatalog();
  const { data: tree } = useTree();
  const { data: fields } = useFieldsQuery();
  const { data: channels } = useChannels();
  return useMemo(
    () => (catalog && tree && fields ? namesFrom(catalog, fields, tree.nodes, channels ?? []) : null),
    [catalog, tree, fields, channels],
  );
}

export function useCampaign(id: number) {
  const { id: ws } = useWorkspace();
  return useQuery<Campaign>({
    queryKey: keys.campaign(ws, id),
    queryFn: () => api.readCampaign(ws, id),
  });
}
