/** Says what uses a thing, and deletes it only when nothing does (C17). */

import { Alert, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { deleteAsset, readUsedBy } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { TreeNode, UsedBy } from '@/shared/api/types';
import { addressOf, nodeAt, routes } from '@/shared/routes';
import { ASSET_LABELS } from '@/shared/ui/assetLook';
import { FormDialog } from '@/shared/ui/FormDialog';
import { Loading } from '@/shared/ui/states';
import { useNodes } from '../workspace/queries';
import { goingNodes } from '../workspace/useWorkspaceEvents';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { useAssetChange } from './useAssetChange';

export function DeleteDialog({ node, onClose }: { node: TreeNode; onClose: () => void }) {
  const { id: ws } = useWorkspace();
  const [location, navigate] = useLocation();
  const inside = useNodes().filter(({ parent }) => parent === node.node).length;
  const remove = useAssetChange(removeIt, {
    message: () => `“${node.name}” deleted.`,
    then: onClose,
  });

  /** Its page is left before anything is asked for again, or the page would ask for what is gone. */
  async function removeIt() {
    goingNodes.add(node.node);
    try {
      await deleteAsset(ws, node.kind, node.id);
    } catch (error) {
      goingNodes.delete(node.node);
      throw error;
    }
    if (nodeAt(location) === node.node) navigate(routes.home(ws));
  }

  const uses = useQuery({
    queryKey: keys.usedBy(ws, node.node),
    queryFn: () => readUsedBy(ws, node.kind, node.id),
    // What is gone is asked for no more.
    enabled: node.kind !== 'folder' && !remove.isPending && !remove.isSuccess,
    staleTime: 0,
    retry: false,
  });
  const users = uses.data ?? [];
  return (
    <FormDialog
      title={`Delete ${node.name}?`}
      submit="Delete"
      danger
      onClose={onClose}
      onSubmit={() => remove.mutate(undefined)}
      error={remove.error}
      busy={remove.isPending}
      disabled={uses.isLoading || users.length > 0}
    >
      {uses.isLoading && <Loading rows={2} label="Looking for what uses it" />}
      {users.length > 0 ? (
        <StillUsed node={node} users={users} onFollow={onClose} />
      ) : (
        <Text size="sm">
          This {ASSET_LABELS(node.kind).toLowerCase()} will be gone for good.
          {inside > 0 &&
            ` It still holds ${inside} ${inside === 1 ? 'thing' : 'things'}; move them out first.`}
        </Text>
      )}
    </FormDialog>
  );
}

function StillUsed({ node, users, onFollow }: { node: TreeNode; users: UsedBy[]; onFollow: () => void }) {
  const { id: ws } = useWorkspace();
  return (
    <Alert color="yellow" title="It is still used" role="alert">
      <Text size="sm" mb={6}>
        “{node.name}” can’t be deleted while something uses it. Take it out here first:
      </Text>
      <List size="sm" spacing={2}>
        {users.map((user) => (
          <List.Item key={`${user.node}${user.name}${user.relation}`}>
            {user.node ? (
              <Link className="link" href={addressOf(ws, user.node)} onClick={onFollow}>
                {user.name}
              </Link>
            ) : (
              user.name
            )}{' '}
            <Text span size="xs" c="dimmed">
              {user.relation}
            </Text>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
