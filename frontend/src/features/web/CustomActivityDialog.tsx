/** Names a custom activity and its attributes; those that are stored stay as they are. */

import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { shortId } from '@/domain/shortId';
import { createCustomActivity, updateCustomActivity } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { CustomActivity, CustomAttribute } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { useWorkspace } from '../workspace/WorkspaceContext';

const TYPES = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'date', label: 'Date' },
  { value: 'datetime', label: 'Date and time' },
];

type Row = CustomAttribute & { key: string };
const blank = (): Row => ({ key: shortId(), name: '', type: 'text' });

export function CustomActivityDialog({
  activity,
  onClose,
}: {
  activity: CustomActivity | null;
  onClose: () => void;
}) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const [name, setName] = useState(activity?.name ?? '');
  const [rows, setRows] = useState<Row[]>(() =>
    activity ? activity.attributes.map((each) => ({ ...each, key: shortId() })) : [blank()],
  );
  const stored = activity?.attributes.length ?? 0;
  const change = (key: string, part: Partial<Row>) =>
    setRows((old) => old.map((each) => (each.key === key ? { ...each, ...part } : each)));
  const save = useMutation({
    mutationFn: () => {
      const attributes = rows
        .filter((each) => each.name.trim())
        .map((each) => ({ name: each.name.trim(), type: each.type }));
      const body = { name: name.trim(), description: activity?.description ?? '', attributes };
      return activity ? updateCustomActivity(ws, activity.id, body) : createCustomActivity(ws, body);
    },
    onSuccess: (saved) => {
      client.invalidateQueries({ queryKey: keys.customActivities(ws) });
      said(`Custom activity ${saved.name} saved.`);
      onClose();
    },
  });
  return (
    <FormDialog
      title={activity ? `Change ${activity.name}` : 'New Custom Activity'}
      submit={activity ? 'Save' : 'Create'}
      onClose={onClose}
      onSubmit={() => save.mutate()}
      error={save.error}
      busy={save.isPending}
      disabled={!name.trim() || !rows[0]?.name.trim()}
    >
      <TextInput
        label="Name"
        description="What happened, such as Placed Order."
        required
        data-autofocus
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Stack gap={6}>
        <Text size="sm" fw={550}>
          Attributes; the first is the primary one
        </Text>
        {rows.map((each, at) => (
          <Group key={each.key} gap="xs" wrap="nowrap">
            <TextInput
              flex={1}
              aria-label={`Attribute ${at + 1}`}
              maxLength={100}
              value={each.name}
              disabled={at < stored}
              onChange={(event) => change(each.key, { name: event.currentTarget.value })}
            />
            <Select
              w={150}
              aria-label={`Type of attribute ${at + 1}`}
              data={TYPES}
              value={each.type}
              allowDeselect={false}
              disabled={at < stored}
              onChange={(next) => change(each.key, { type: (next ?? 'text') as Row['type'] })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Delete attribute ${at + 1}`}
              disabled={at < Math.max(stored, 1)}
              onClick={() => setRows((old) => old.filter(({ key }) => key !== each.key))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="subtle"
          leftSection={<IconPlus size={15} />}
          disabled={rows.length >= 20}
          onClick={() => setRows((old) => [...old, blank()])}
        >
          Attribute
        </Button>
      </Stack>
    </FormDialog>
  );
}
