import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { cloneCampaign, type NewAsset } from '@/shared/api/endpoints';
import type { TreeNode } from '@/shared/api/types';
import { routes } from '@/shared/routes';
import { FormDialog } from '@/shared/ui/FormDialog';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { ExecutableBox } from './CreateDialog';
import { PlaceSelect } from './PlaceSelect';
import { useAssetChange } from './useAssetChange';

/** The box starts unticked, also when the source is executable (C05). */
export function CloneDialog({ node, onClose }: { node: TreeNode; onClose: () => void }) {
  const { id: ws } = useWorkspace();
  const [, navigate] = useLocation();
  const [draft, setDraft] = useState<NewAsset>({
    name: `${node.name} (copy)`,
    parent: node.parent,
    executable: false,
  });
  const change = (part: Partial<NewAsset>) => setDraft((old) => ({ ...old, ...part }));
  const clone = useAssetChange((_, body: NewAsset) => cloneCampaign(ws, node.id, body), {
    message: (body) => `Smart Campaign “${body.name}” made from “${node.name}”.`,
    then: ({ id }) => {
      onClose();
      navigate(routes.campaign(ws, id));
    },
  });
  return (
    <FormDialog
      title={`Clone ${node.name}`}
      submit="Clone"
      onClose={onClose}
      onSubmit={() => clone.mutate({ ...draft, name: draft.name.trim() })}
      error={clone.error}
      busy={clone.isPending}
      disabled={!draft.name.trim()}
    >
      <TextInput
        label="Name"
        required
        data-autofocus
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <PlaceSelect
        moved={{ kind: 'campaign' }}
        value={draft.parent}
        onChange={(parent) => change({ parent })}
      />
      <ExecutableBox checked={draft.executable ?? false} onChange={(executable) => change({ executable })} />
    </FormDialog>
  );
}
