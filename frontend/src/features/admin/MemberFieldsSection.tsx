/** Fields that members of programs may have of their own: admins define them, with a type. */

import { ActionIcon, Button, Select, Table, Text, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createMemberField, deleteMemberField } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { FieldType, MemberField } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { failed, said } from '@/shared/ui/notices';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useMemberFields } from '../workspace/queries';
import { UsedByButton } from '../workspace/UsedByButton';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { FIELD_TYPES, typeLabel } from './fieldTypes';

export function MemberFieldsSection() {
  const { isAdmin } = useWorkspace();
  const fields = useMemberFields();
  const [making, setMaking] = useState(false);
  return (
    <Section
      title="Fields of program members"
      actions={
        isAdmin && (
          <Button variant="light" leftSection={<IconPlus size={15} />} onClick={() => setMaking(true)}>
            New Member Field
          </Button>
        )
      }
    >
      <Loaded query={fields} rows={3}>
        {(list) =>
          list.length === 0 ? (
            <Text size="sm" c="dimmed">
              None yet. A member field is what somebody has in one program, such as a seat: Change Program
              Member Data writes it, {'{{member.Seat}}'} prints it, and its type says which values it takes.
            </Text>
          ) : (
            <MemberFieldTable fields={list} />
          )
        }
      </Loaded>
      {making && <MemberFieldDialog onClose={() => setMaking(false)} />}
    </Section>
  );
}

function MemberFieldTable({ fields }: { fields: MemberField[] }) {
  const { id: ws, isAdmin } = useWorkspace();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (field: MemberField) => deleteMemberField(ws, field.id),
    onSuccess: (_, field) => {
      client.invalidateQueries({ queryKey: keys.memberFields(ws) });
      said(`Member field ${field.name} deleted.`);
    },
    onError: (error) => failed(error, 'The member field was not deleted'),
  });
  const ask = (field: MemberField) =>
    modals.openConfirmModal({
      title: `Delete the member field ${field.name}?`,
      children:
        'Members keep their values, which may be any text from then on. Refused while something names it.',
      labels: { confirm: 'Delete', cancel: 'Cancel' },
      confirmProps: { color: 'red' },
      onConfirm: () => remove.mutate(field),
    });
  return (
    <Table verticalSpacing={5} aria-label="Fields of program members">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th>Token</Table.Th>
          <Table.Th>Type</Table.Th>
          <Table.Th>About</Table.Th>
          <Table.Th w={50}>
            <span className="visually-hidden">Actions</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {fields.map((field) => (
          <Table.Tr key={field.id}>
            <Table.Td>{field.name}</Table.Td>
            <Table.Td>
              <code>{`{{member.${field.name}}}`}</code>
            </Table.Td>
            <Table.Td>{typeLabel(field.type)}</Table.Td>
            <Table.Td>
              {field.used && (
                <UsedByButton part={{ type: 'member_field', name: field.name }} of={field.name} />
              )}
            </Table.Td>
            <Table.Td>
              {isAdmin && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Delete ${field.name}`}
                  onClick={() => ask(field)}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function MemberFieldDialog({ onClose }: { onClose: () => void }) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [type, setType] = useState<FieldType>('text');
  const save = useMutation({
    mutationFn: () => createMemberField(ws, { name: name.trim(), type }),
    onSuccess: (made) => {
      client.invalidateQueries({ queryKey: keys.memberFields(ws) });
      said(`Member field ${made.name} saved.`);
      onClose();
    },
  });
  return (
    <FormDialog
      title="New Member Field"
      submit="Create"
      onClose={onClose}
      onSubmit={() => save.mutate()}
      error={save.error}
      busy={save.isPending}
      disabled={!name.trim()}
    >
      <TextInput
        label="Name"
        description="As member tokens say it. It can’t be changed later."
        required
        data-autofocus
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label="Type"
        description="It says which values are taken. It can’t be changed later."
        data={FIELD_TYPES.filter(({ value }) => value !== 'score')}
        value={type}
        allowDeselect={false}
        onChange={(next) => setType((next ?? 'text') as FieldType)}
      />
    </FormDialog>
  );
}
