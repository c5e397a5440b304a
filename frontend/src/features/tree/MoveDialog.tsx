import { Text } from '@mantine/core';
import { useState } from 'react';
import { updateAsset } from '@/shared/api/endpoints';
import type { NodeId, TreeNode } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { PlaceSelect } from './PlaceSelect';
import { useAssetChange } from './useAssetChange';

export function MoveDialog({ node, onClose }: { node: TreeNode; onClose: () => void }) {
  const [parent, setParent] = useState<NodeId | null>(node.parent);
  const move = useAssetChange(
    (ws, to: NodeId | null) => updateAsset(ws, node.kind, node.id, { parent: to }),
    {
      message: () => `“${node.name}” moved.`,
      then: onClose,
    },
  );
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
        In another place other tokens may be inherited: the nearest value up the tree counts.
      </Text>
    </FormDialog>
  );
}
