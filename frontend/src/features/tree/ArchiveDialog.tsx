import { Text } from '@mantine/core';
import { archiveAsset } from '@/shared/api/endpoints';
import type { TreeNode } from '@/shared/api/types';
import { ASSET_LABELS } from '@/shared/ui/assetLook';
import { FormDialog } from '@/shared/ui/FormDialog';
import { useAssetChange } from './useAssetChange';

/** Into the archive, or back; what is live has to stop first. */
export function ArchiveDialog({ node, onClose }: { node: TreeNode; onClose: () => void }) {
  const kind = node.kind === 'program' ? 'program' : 'folder';
  const back = Boolean(node.archived);
  const change = useAssetChange((ws, archived: boolean) => archiveAsset(ws, kind, node.id, archived), {
    message: (archived) => `“${node.name}” ${archived ? 'is archived' : 'is back'}.`,
    then: onClose,
  });
  return (
    <FormDialog
      title={back ? `Bring ${node.name} back?` : `Archive ${node.name}?`}
      submit={back ? 'Bring back' : 'Archive'}
      onClose={onClose}
      onSubmit={() => change.mutate(!back)}
      error={change.error}
      busy={change.isPending}
    >
      <Text size="sm">
        {back
          ? 'It and what it holds are offered again. Nothing starts by itself.'
          : `What lies in this ${ASSET_LABELS(kind).toLowerCase()} is no longer offered, and no campaign in it can be started. Where it is used already it stays in use.`}
      </Text>
    </FormDialog>
  );
}
