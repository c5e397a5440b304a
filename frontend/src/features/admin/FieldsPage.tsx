/** The fields of a person, standard ones and those that this installation added; and those of program members. */

import { ActionIcon, Badge, Box, Button, Group, Select, Table, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconListCheck, IconPencil, IconPlus, IconSearch, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createField, deleteField, renameField } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Field, FieldType } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { failed, said } from '@/shared/ui/notices';
import { PageBody, PageHeader } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useFieldsQuery } from '../workspace/queries';
import { UsedByButton } from '../workspace/UsedByButton';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { FIELD_TYPES, typeLabel } from './fieldTypes';
import { MemberFieldsSection } from './MemberFieldsSection';

export default function FieldsPage() {
  const { isAdmin } = useWorkspace();
  const fields = useFieldsQuery();
  const [search, setSearch] = useState('');
  const [editing, setEditing] = useState<Field | 'new' | null>(null);
  const wanted = search.trim().toLowerCase();
  return (
    <>
      <PageHeader
        title="Fields"
        icon={<IconListCheck size={20} aria-hidden />}
        actions={
          isAdmin && (
            <Button leftSection={<IconPlus size={15} />} onClick={() => setEditing('new')}>
              New Field
            </Button>
          )
        }
      />
      <PageBody>
        <TextInput
          mb="sm"
          maw={300}
          aria-label="Find a field"
          placeholder="Find a field"
          leftSection={<IconSearch size={15} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Loaded query={fields}>
          {(list) => (
            <FieldTable
              fields={list.filter(({ label, name }) => `${label} ${name}`.toLowerCase().includes(wanted))}
              canEdit={isAdmin}
              onEdit={setEditing}
            />
          )}
        </Loaded>
        <Box mt="md">
          <MemberFieldsSection />
        </Box>
      </PageBody>
      {editing && <FieldDialog field={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
}

type TableProps = { fields: Field[]; canEdit: boolean; onEdit: (field: Field) => void };

function FieldTable({ fields, canEdit, onEdit }: TableProps) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (field: Field) => deleteField(field.name),
    onSuccess: (_, field) => {
      client.invalidateQueries({ queryKey: keys.fields });
      said(`Field ${field.label} deleted.`);
    },
    onError: (error) => failed(error, 'The field was not deleted'),
  });
  const ask = (field: Field) =>
    modals.openConfirmModal({
      title: `Delete the field ${field.label}?`,
      children: 'Refused while something names it, or while a person has a value in it.',
      labels: { confirm: 'Delete', cancel: 'Cancel' },
      confirmProps: { color: 'red' },
      onConfirm: () => remove.mutate(field),
    });
  return (
    <Table.ScrollContainer minWidth={620}>
      <Table verticalSpacing={5} withTableBorder bg="var(--surface-card)" aria-label="Fields">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Label</Table.Th>
            <Table.Th>Name in tokens and API</Table.Th>
            <Table.Th>Type</Table.Th>
            <Table.Th miw={170}>About</Table.Th>
            <Table.Th w={80}>
              <span className="visually-hidden">Actions</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map((field) => (
            <Table.Tr key={field.name}>
              <Table.Td>{field.label}</Table.Td>
              <Table.Td>
                <code>{field.name}</code>
              </Table.Td>
              <Table.Td>{typeLabel(field.type)}</Table.Td>
              <Table.Td>
                <Group gap={4}>
                  {field.standard && <Badge color="gray">standard</Badge>}
                  {field.read_only && <Badge color="gray">read only</Badge>}
                  {field.used && <UsedByButton part={{ type: 'field', name: field.name }} of={field.label} />}
                </Group>
              </Table.Td>
              <Table.Td>
                {canEdit && !field.standard && (
                  <Group gap={2} wrap="nowrap">
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={`Rename ${field.label}`}
                      onClick={() => onEdit(field)}
                    >
                      <IconPencil size={16} />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={`Delete ${field.label}`}
                      onClick={() => ask(field)}
                    >
                      <IconTrash size={16} />
                    </ActionIcon>
                  </Group>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function FieldDialog({ field, onClose }: { field: Field | null; onClose: () => void }) {
  const client = useQueryClient();
  const [label, setLabel] = useState(field?.label ?? '');
  const [type, setType] = useState<FieldType>(field?.type ?? 'text');
  const save = useMutation({
    mutationFn: () =>
      field ? renameField(field.name, label.trim()) : createField({ label: label.trim(), type }),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: keys.fields });
      said(`Field ${label.trim()} saved.`);
      onClose();
    },
  });
  return (
    <FormDialog
      title={field ? `Rename ${field.label}` : 'New Field'}
      submit={field ? 'Rename' : 'Create'}
      onClose={onClose}
      onSubmit={() => save.mutate()}
      error={save.error}
      busy={save.isPending}
      disabled={!label.trim()}
    >
      <TextInput
        label="Label"
        required
        data-autofocus
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      {!field && (
        <Select
          label="Type"
          description="It says which operators smart lists offer. It can’t be changed later."
          data={FIELD_TYPES}
          value={type}
          allowDeselect={false}
          onChange={(next) => setType((next ?? 'text') as FieldType)}
        />
      )}
    </FormDialog>
  );
}
