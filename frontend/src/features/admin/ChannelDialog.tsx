/** A channel and its statuses in their order: nobody goes back to an earlier one. Used ones can't be deleted. */

import { ActionIcon, Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { shortId } from '@/domain/shortId';
import { createChannel, updateChannel } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Channel } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { UsedByButton } from '../workspace/UsedByButton';
import { useWorkspace } from '../workspace/WorkspaceContext';

const STEP = 10;
type Row = { key: string; id?: number; name: string; success: boolean; hidden: boolean };
const row = (name: string, success = false): Row => ({ key: shortId(), name, success, hidden: false });
const NEW = () => [row('Not in Program'), row('Member'), row('Success', true)];

function rowsOf(channel: Channel): Row[] {
  const statuses = [...channel.statuses].sort((a, b) => a.step - b.step);
  return statuses.map(({ id, name, success, hidden }) => ({ key: shortId(), id, name, success, hidden }));
}

/** The first row is Not in Program, step 0; the others keep their order. */
const statusesOf = (rows: Row[]) =>
  rows
    .filter((each) => each.name.trim())
    .map(({ id, name, success, hidden }, at) => ({
      ...(id === undefined ? {} : { id }),
      name: name.trim(),
      step: at * STEP,
      success,
      hidden,
    }));

export function ChannelDialog({ channel, onClose }: { channel: Channel | null; onClose: () => void }) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const [name, setName] = useState(channel?.name ?? '');
  const [rows, setRows] = useState<Row[]>(() => (channel ? rowsOf(channel) : NEW()));
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), statuses: statusesOf(rows) };
      return channel ? updateChannel(ws, channel.id, body) : createChannel(ws, body);
    },
    onSuccess: () => {
      client.invalidateQueries({ queryKey: keys.workspace(ws) });
      said(`Channel “${name.trim()}” saved.`);
      onClose();
    },
  });
  const change = (key: string, part: Partial<Row>) =>
    setRows((old) => old.map((each) => (each.key === key ? { ...each, ...part } : each)));
  return (
    <FormDialog
      title={channel ? `Edit ${channel.name}` : 'New Channel'}
      submit={channel ? 'Save' : 'Create'}
      size="xl"
      onClose={onClose}
      onSubmit={() => save.mutate()}
      error={save.error}
      busy={save.isPending}
      disabled={!name.trim()}
    >
      <TextInput
        label="Name"
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Stack gap={6}>
        {rows.map((each, at) => (
          <StatusLine
            key={each.key}
            row={each}
            at={at}
            last={rows.length - 1}
            onChange={(part) => change(each.key, part)}
            onMove={(by) => setRows((old) => moved(old, at, at + by))}
            onRemove={() => setRows((old) => old.filter(({ key }) => key !== each.key))}
          />
        ))}
        <Button
          variant="subtle"
          leftSection={<IconPlus size={15} />}
          onClick={() => setRows((old) => [...old, row('')])}
        >
          Status
        </Button>
      </Stack>
    </FormDialog>
  );
}

type LineProps = {
  row: Row;
  at: number;
  last: number;
  onChange: (part: Partial<Row>) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
};

/** The first one stays first: it means that somebody is no member. */
function StatusLine({ row: { id, name, success, hidden }, at, last, onChange, onMove, onRemove }: LineProps) {
  const isFirst = at === 0;
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        flex={1}
        aria-label={`Status ${at + 1}`}
        value={name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Checkbox
        label="Success"
        checked={success}
        disabled={isFirst}
        onChange={(event) => onChange({ success: event.currentTarget.checked })}
      />
      <Checkbox
        label="Hidden"
        title="Not offered where people are added by hand"
        checked={hidden}
        disabled={isFirst}
        onChange={(event) => onChange({ hidden: event.currentTarget.checked })}
      />
      {id !== undefined && <UsedByButton part={{ type: 'status', id }} of={name} />}
      <Tool label={`Move status ${at + 1} up`} disabled={at < 2} onClick={() => onMove(-1)}>
        <IconArrowUp size={16} />
      </Tool>
      <Tool label={`Move status ${at + 1} down`} disabled={isFirst || at === last} onClick={() => onMove(1)}>
        <IconArrowDown size={16} />
      </Tool>
      <Tool label={`Remove status ${at + 1}`} disabled={isFirst || last < 2} onClick={onRemove}>
        <IconTrash size={16} />
      </Tool>
    </Group>
  );
}

type ToolProps = { label: string; disabled: boolean; onClick: () => void; children: React.ReactNode };

function Tool({ label, disabled, onClick, children }: ToolProps) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} disabled={disabled} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}

function moved(rows: Row[], from: number, to: number): Row[] {
  const next = [...rows];
  const [one] = next.splice(from, 1);
  if (one) next.splice(to, 0, one);
  return next;
}
