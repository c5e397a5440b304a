import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { updateAsset } from '@/shared/api/endpoints';
import type { TreeNode } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { useAssetChange } from './useAssetChange';

export function RenameDialog({ node, onClose }: { node: TreeNode; onClose: () => void }) {
  const [name, setName] = useState(node.name);
  const rename = useAssetChange((ws, to: string) => updateAsset(ws, node.kind, node.id, { name: to }), {
    message: (to) => `“${node.name}” is now “${to}”.`,
    then: onClose,
  });
  return (
    <FormDialog
      title={`Rename ${node.name}`}
      submit="Rename"
      onClose={onClose}
      onSubmit={() => rename.mutate(name.trim())}
      error={rename.error}
      busy={rename.isPending}
      disabled={!name.trim() || name.trim() === node.name}
    >
      <TextInput
        label="Name"
        required
        data-autofocus
        value={name}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
