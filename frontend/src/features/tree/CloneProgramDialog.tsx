import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { cloneProgram } from '@/shared/api/endpoints';
import type { NodeId, TreeNode } from '@/shared/api/types';
import { routes } from '@/shared/routes';
import { FormDialog } from '@/shared/ui/FormDialog';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { PlaceSelect } from './PlaceSelect';
import { useAssetChange } from './useAssetChange';

/** A program with everything in it; its page shows how far the copying is (C05). */
export function CloneProgramDialog({ node, onClose }: { node: TreeNode; onClose: () => void }) {
  const { id: ws } = useWorkspace();
  const [, navigate] = useLocation();
  const [name, setName] = useState(`${node.name} (copy)`);
  const [parent, setParent] = useState<NodeId | null>(node.parent);
  const clone = useAssetChange(
    (_, body: { name: string; parent: NodeId | null }) => cloneProgram(ws, node.id, body),
    {
      message: (body) => `“${body.name}” is being made from “${node.name}”.`,
      then: ({ id }) => {
        onClose();
        navigate(routes.program(ws, id));
      },
    },
  );
  return (
    <FormDialog
      title={`Clone ${node.name}`}
      submit="Clone"
      onClose={onClose}
      onSubmit={() => clone.mutate({ name: name.trim(), parent })}
      error={clone.error}
      busy={clone.isPending}
      disabled={!name.trim()}
    >
      <TextInput
        label="Name"
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PlaceSelect moved={{ kind: 'program' }} value={parent} onChange={setParent} />
      <Text size="sm" c="dimmed">
        Campaigns, lists, e-mails and tokens come along and use each other’s copies. Executables stay
        executable; trigger campaigns arrive inactive. Members, runs and schedules stay behind, and so do the
        people of lists with 1,000 or more.
      </Text>
    </FormDialog>
  );
}
