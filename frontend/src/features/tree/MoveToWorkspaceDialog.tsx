import { List, Select, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { moveToWorkspace } from '@/shared/api/endpoints';
import { ApiError } from '@/shared/api/errors';
import { keys } from '@/shared/api/keys';
import type { TreeNode } from '@/shared/api/types';
import { addressOf } from '@/shared/routes';
import { ASSET_LABELS } from '@/shared/ui/assetLook';
import { FormDialog } from '@/shared/ui/FormDialog';
import { hereFor, useWorkspace } from '../workspace/WorkspaceContext';
import { useAssetChange } from './useAssetChange';

/** With everything in it, as long as nothing that it uses or that uses it stays behind (C17). */
export function MoveToWorkspaceDialog({ node, onClose }: { node: TreeNode; onClose: () => void }) {
  const { id: ws, me } = useWorkspace();
  const client = useQueryClient();
  const [, go] = useLocation();
  const kind = node.kind === 'program' ? 'program' : 'folder';
  const others = me.workspaces.filter((each) => each.id !== ws && hereFor(me, each).canEdit);
  const [target, setTarget] = useState<string | null>(null);
  const name = others.find(({ id }) => String(id) === target)?.name ?? '';
  const move = useAssetChange((ws, to: number) => moveToWorkspace(ws, kind, node.id, to), {
    message: () => `“${node.name}” moved to ${name}.`,
    then: (_, to) => {
      client.invalidateQueries({ queryKey: keys.tree(to) });
      onClose();
      const address = addressOf(to, node.node);
      if (address) go(address);
    },
  });
  return (
    <FormDialog
      title={`Move ${node.name} to another workspace`}
      submit="Move"
      onClose={onClose}
      onSubmit={() => move.mutate(Number(target))}
      error={move.error}
      busy={move.isPending}
      disabled={target === null}
    >
      <Select
        label="Workspace"
        placeholder="Choose a workspace"
        data={others.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={target}
        onChange={setTarget}
        nothingFoundMessage="You may change nothing in any other workspace."
        searchable
        required
        data-autofocus
      />
      <Text size="sm" c="dimmed">
        The {ASSET_LABELS(kind).toLowerCase()} goes with everything in it, and people stay where they are.
        Only what was never used can go: no run, no member, nobody on its lists. Programs go into the channel
        of the same name.
      </Text>
      <Crossings error={move.error} />
    </FormDialog>
  );
}

/** All that is in the way; the refusal itself names the first few. */
function Crossings({ error }: { error: unknown }) {
  const found = error instanceof ApiError ? error.details.crossings : undefined;
  if (!Array.isArray(found) || found.length <= 3) return null;
  return (
    <List size="sm" spacing={2} mah={180} style={{ overflowY: 'auto' }} aria-label="What is in the way">
      {found.map((each) => (
        <List.Item key={String(each)}>{String(each)}</List.Item>
      ))}
    </List>
  );
}
