import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { createAsset, type NewAsset } from '@/shared/api/endpoints';
import { ApiError } from '@/shared/api/errors';
import type { NodeId, NodeKind } from '@/shared/api/types';
import { addressOf, routes } from '@/shared/routes';
import { ASSET_LABELS } from '@/shared/ui/assetLook';
import { FormDialog } from '@/shared/ui/FormDialog';
import { useChannels } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { PlaceSelect } from './PlaceSelect';
import { useAssetChange } from './useAssetChange';

type Props = { kind: NodeKind; parent: NodeId | null; onClose: () => void };
const DESCRIBED: NodeKind[] = ['campaign', 'program', 'smart_list', 'email', 'form'];

export function CreateDialog({ kind, parent, onClose }: Props) {
  const { id: ws } = useWorkspace();
  const [, navigate] = useLocation();
  const [draft, setDraft] = useState<NewAsset>({ name: '', parent, description: '', executable: false });
  const channels = useChannels();
  const channel = draft.channel ?? channels.data?.[0]?.id;
  const label = ASSET_LABELS(kind);
  const change = (part: Partial<NewAsset>) => setDraft((old) => ({ ...old, ...part }));
  const create = useAssetChange((_, body: NewAsset) => createAsset(ws, kind, body), {
    message: (body) => `${label} “${body.name}” created.`,
    then: ({ id }) => {
      onClose();
      if (kind === 'campaign') navigate(routes.campaign(ws, id, 'smart-list'));
      else navigate(addressOf(ws, `${kind}:${id}`));
    },
  });
  const fields = create.error instanceof ApiError ? create.error.fields : {};

  return (
    <FormDialog
      title={`New ${label}`}
      submit="Create"
      onClose={onClose}
      onSubmit={() => create.mutate(bodyFor(kind, draft, channel))}
      error={create.error}
      busy={create.isPending}
      disabled={!draft.name.trim() || (kind === 'program' && !channel)}
    >
      <TextInput
        label="Name"
        required
        data-autofocus
        maxLength={255}
        value={draft.name}
        error={fields.name?.join(' ')}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      {DESCRIBED.includes(kind) && (
        <Textarea
          label="Description"
          value={draft.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
      )}
      <PlaceSelect moved={{ kind }} value={draft.parent} onChange={(next) => change({ parent: next })} />
      {kind === 'program' && (
        <Select
          label="Channel"
          description="It says which statuses a member of the program can have."
          required
          allowDeselect={false}
          data={(channels.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
          value={channel ? String(channel) : null}
          onChange={(next) => change({ channel: Number(next) })}
          error={channels.error ? 'The channels could not be loaded.' : undefined}
        />
      )}
      {kind === 'campaign' && (
        <ExecutableBox
          checked={draft.executable ?? false}
          onChange={(executable) => change({ executable })}
        />
      )}
    </FormDialog>
  );
}

function bodyFor(kind: NodeKind, draft: NewAsset, channel: number | undefined): NewAsset {
  const body: NewAsset = { name: draft.name.trim(), parent: draft.parent };
  if (DESCRIBED.includes(kind)) body.description = draft.description;
  if (kind === 'program') body.channel = channel;
  if (kind === 'campaign') body.executable = draft.executable;
  return body;
}

export function ExecutableBox({
  checked,
  onChange,
  error,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  error?: string;
}) {
  return (
    <Checkbox
      label="Executable"
      description="Other campaigns run it as one of their steps, and wait until it has finished. It can’t be scheduled or triggered itself. This can’t be changed later."
      checked={checked}
      error={error}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
