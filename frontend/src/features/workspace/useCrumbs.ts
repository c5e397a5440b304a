import { ancestors } from '@/domain/tree/tree';
import type { NodeId } from '@/shared/api/types';
import { addressOf } from '@/shared/routes';
import type { Crumb } from '@/shared/ui/Page';
import { useNodes } from './queries';
import { useWorkspace } from './WorkspaceContext';

/** The way from the workspace to a thing. */
export function useCrumbs(node: NodeId): Crumb[] {
  const { id, name } = useWorkspace();
  const above = ancestors(useNodes(), node);
  return [
    { label: name, href: `/w/${id}` },
    ...above.map((each) => ({ label: each.name, href: addressOf(id, each.node) })),
  ];
}
