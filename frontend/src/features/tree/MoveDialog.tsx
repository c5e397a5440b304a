import { Alert, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readUsedBy, updateAsset } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { NodeId, TreeNode } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { PlaceSelect } from './PlaceSelect';
import { useAssetChange } from './useAssetChange';

const MOST = 8;

type Props = { node: TreeNode; to?: NodeId | null; onClose: () => void };

/** Who uses it finds it by its id, wherever it lies; only tokens follow the place (C17). */
export function MoveDialog({ node, to, onClose }: Props) {
  const { id: ws } = useWorkspace();
  const [parent, setParent] = useState<NodeId | null>(to === undefined ? node.parent : to);
  const uses = useQuery({
    queryKey: keys.usedBy(ws, node.node),
    queryFn: () => readUsedBy(ws, node.kind, node.id),
    enabled: node.kind !== 'folder',
    staleTime: 0,
    retry: false,
  });
  const move = useAssetChange(
    (ws, to: NodeId | null) => updateAsset(ws, node.kind, node.id, { parent: to }),
    {
      message: () => `“${node.name}” moved.`,
      then: onClose,
    },
  );
  const users = uses.data ?? [];
  return (
    <FormDialog
      title={`Move ${node.name}`}
      submit="Move"
      onClose={onClose}
      onSubmit={() => move.mutate(parent)}
      error={move.error}
      busy={move.isPending}
      disabled={parent === node.parent}
    >
      <PlaceSelect moved={{ kind: node.kind, node: node.node }} value={parent} onChange={setParent} />
      <Text size="sm" c="dimmed">
        In another place other tokens may be inherited: the nearest value up the tree counts. What it refers
        to stays the same: references to the old place are not pointed at the new one.
      </Text>
      {users.length > 0 && (
        <Alert color="yellow" title="It is used here, and goes on to be">
          <List size="sm" spacing={2}>
            {users.slice(0, MOST).map((user) => (
              <List.Item key={`${user.node}${user.name}${user.relation}`}>
                {user.name}{' '}
                <Text span size="xs" c="dimmed">
                  {user.relation}
                </Text>
              </List.Item>
            ))}
          </List>
          {users.length > MOST && <Text size="sm">and {users.length - MOST} more</Text>}
        </Alert>
      )}
    </FormDialog>
  );
}
