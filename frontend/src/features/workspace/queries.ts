/** What nearly every page asks: who am I, the tree, the kinds, the fields. */

import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { type Names, namesFrom } from '@/domain/words';
import * as api from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Campaign, Field, Me, TreeNode } from '@/shared/api/types';
import { useWorkspace } from './WorkspaceContext';

const HOUR = 3_600_000;
const NO_NODES: TreeNode[] = [];
const NO_FIELDS: Field[] = [];

/** The page itself says who is here; a development server's page does not. */
export function meFromPage(): Me | undefined {
  const told = document.getElementById('me')?.textContent;
  return told ? JSON.parse(told) : undefined;
}

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: api.readMe,
  staleTime: HOUR,
  initialData: meFromPage,
});
export const catalogQuery = queryOptions({
  queryKey: keys.catalog,
  queryFn: api.readCatalog,
  staleTime: HOUR,
});
export const fieldsQuery = queryOptions({
  queryKey: keys.fields,
  queryFn: api.readFields,
  staleTime: 60_000,
});
export const treeQuery = (ws: number) =>
  queryOptions({ queryKey: keys.tree(ws), queryFn: () => api.readTree(ws), staleTime: 30_000 });
export const channelsQuery = (ws: number) =>
  queryOptions({ queryKey: keys.channels(ws), queryFn: () => api.readChannels(ws), staleTime: 60_000 });

export const useMe = () => useQuery(meQuery);

export function useTree() {
  const { id } = useWorkspace();
  return useQuery(treeQuery(id));
}

export function useNodes(): TreeNode[] {
  return useTree().data?.nodes ?? NO_NODES;
}

export const useCatalog = () => useQuery(catalogQuery);

export const useFieldsQuery = () => useQuery(fieldsQuery);

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
  return useQuery(channelsQuery(id));
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
