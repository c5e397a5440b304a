/** A member's own values, which member tokens print; a marketer changes them by hand, and it is logged (F07). */

import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changesOf, rowsOfValues } from '@/domain/memberValues';
import { shortId } from '@/domain/shortId';
import { updateProgramMember } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { FieldType, MemberField, Program, ProgramMember } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { typeLabel } from '../admin/fieldTypes';
import { useWorkspace } from '../workspace/WorkspaceContext';

type Row = { key: string; name: string; text: string; isNew?: boolean };
type Props = { program: Program; member: ProgramMember; fields: MemberField[]; onClose: () => void };

export function MemberDialog({ program, member, fields, onClose }: Props) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const [rows, setRows] = useState<Row[]>(() =>
    rowsOfValues(
      fields.map(({ name }) => name),
      member.values,
    ).map((each) => ({ ...each, key: shortId() })),
  );
  const change = (key: string, part: Partial<Row>) =>
    setRows((old) => old.map((each) => (each.key === key ? { ...each, ...part } : each)));
  const changes = changesOf(rows, member.values);
  const save = useMutation({
    mutationFn: () => updateProgramMember(ws, program.id, member.person.id, changes),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: keys.program(ws, program.id) });
      client.invalidateQueries({ queryKey: [...keys.person(ws, member.person.id), 'log'] });
      said(`${member.person.name} in ${program.name} saved.`);
      onClose();
    },
  });
  return (
    <FormDialog
      title={`${member.person.name} in ${program.name}`}
      submit="Save"
      onClose={onClose}
      onSubmit={() => save.mutate()}
      error={save.error}
      busy={save.isPending}
      disabled={Object.keys(changes).length === 0}
    >
      <Text size="sm" c="dimmed">
        Tokens print these values: {'{{member.Seat}}'} prints Seat. What is emptied is cleared.
      </Text>
      <Stack gap={8}>
        {rows.map((row) =>
          row.isNew ? (
            <NewValue
              key={row.key}
              row={row}
              change={change}
              remove={() => setRows((old) => old.filter(({ key }) => key !== row.key))}
            />
          ) : (
            <Value
              key={row.key}
              row={row}
              type={fields.find(({ name }) => name === row.name)?.type}
              change={change}
            />
          ),
        )}
      </Stack>
      <Group>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={15} />}
          onClick={() => setRows((old) => [...old, { key: shortId(), name: '', text: '', isNew: true }])}
        >
          Another value
        </Button>
      </Group>
    </FormDialog>
  );
}

type Change = (key: string, part: Partial<Row>) => void;

function Value({ row, type, change }: { row: Row; type?: FieldType; change: Change }) {
  if (type === 'boolean')
    return (
      <Select
        label={row.name}
        description={typeLabel(type)}
        data={['true', 'false']}
        clearable
        value={row.text || null}
        onChange={(next) => change(row.key, { text: next ?? '' })}
      />
    );
  return (
    <TextInput
      label={row.name}
      description={type ? typeLabel(type) : 'Any text; not defined as a field'}
      type={type === 'date' ? 'date' : 'text'}
      inputMode={type === 'integer' || type === 'number' ? 'decimal' : undefined}
      maxLength={10_000}
      value={row.text}
      onChange={(event) => change(row.key, { text: event.currentTarget.value })}
    />
  );
}

function NewValue({ row, change, remove }: { row: Row; change: Change; remove: () => void }) {
  return (
    <Group gap="xs" wrap="nowrap" align="flex-end">
      <TextInput
        label="Name"
        w={150}
        maxLength={100}
        autoFocus
        value={row.name}
        onChange={(event) => change(row.key, { name: event.currentTarget.value })}
      />
      <TextInput
        label="Value"
        flex={1}
        maxLength={10_000}
        value={row.text}
        onChange={(event) => change(row.key, { text: event.currentTarget.value })}
      />
      <ActionIcon variant="subtle" color="gray" size={30} aria-label="Leave this value out" onClick={remove}>
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}
