/** The fields that a form asks for, in their order. */

import { ActionIcon, Checkbox, Group, Select, Table, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { move } from '@/domain/forms/asked';
import type { Form, FormChanges, FormField } from '@/shared/api/types';
import { Section } from '@/shared/ui/Page';
import { useFieldLabel, useFields } from '../workspace/queries';

type Props = { form: Form; onChange: (part: FormChanges) => void; disabled: boolean };

export function FormFields({ form, onChange, disabled }: Props) {
  const asked = form.fields;
  const fields = useFields();
  const labelOf = useFieldLabel();
  const free = fields.filter(
    ({ name, read_only }) => !read_only && !asked.some(({ field }) => field === name),
  );
  const set = (next: readonly FormField[]) => onChange({ fields: [...next] });
  const add = (name: string | null) => {
    if (name) set([...asked, { field: name, label: labelOf(name), required: false }]);
  };
  return (
    <Section title="Fields">
      <Table verticalSpacing={5} aria-label="Fields of the form">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Label</Table.Th>
            <Table.Th>Goes into</Table.Th>
            <Table.Th>Required</Table.Th>
            <Table.Th w={100}>
              <span className="visually-hidden">Order</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {asked.map((each, at) => (
            <AskedRow
              key={each.field}
              asked={each}
              goesInto={labelOf(each.field)}
              isKey={each.field === form.key_field}
              disabled={disabled}
              onChange={(next) => set(asked.with(at, next))}
              onMove={(by) => set(move(asked, at, by))}
              onDelete={() => set(asked.toSpliced(at, 1))}
            />
          ))}
        </Table.Tbody>
      </Table>
      {!disabled && (
        <Select
          key={asked.length}
          mt="xs"
          maw={280}
          aria-label="Add a field"
          placeholder="Add a field"
          searchable
          data={free.map(({ name, label }) => ({ value: name, label }))}
          value={null}
          nothingFoundMessage="No field of that name"
          onChange={add}
        />
      )}
    </Section>
  );
}

type RowProps = {
  asked: FormField;
  goesInto: string;
  isKey: boolean;
  disabled: boolean;
  onChange: (next: FormField) => void;
  onMove: (by: 1 | -1) => void;
  onDelete: () => void;
};

function AskedRow({ asked, goesInto, isKey, disabled, onChange, onMove, onDelete }: RowProps) {
  return (
    <Table.Tr>
      <Table.Td>
        <TextInput
          aria-label={`Label of ${goesInto}`}
          value={asked.label}
          maxLength={255}
          disabled={disabled}
          onChange={(event) => onChange({ ...asked, label: event.currentTarget.value })}
        />
      </Table.Td>
      <Table.Td>{goesInto}</Table.Td>
      <Table.Td>
        <Checkbox
          aria-label={`${asked.label} is required`}
          checked={asked.required ?? false}
          disabled={disabled || isKey}
          onChange={(event) => onChange({ ...asked, required: event.currentTarget.checked })}
        />
      </Table.Td>
      <Table.Td>
        {!disabled && (
          <Group gap={2} wrap="nowrap">
            <Act label={`Move ${asked.label} up`} icon={IconArrowUp} onClick={() => onMove(-1)} />
            <Act label={`Move ${asked.label} down`} icon={IconArrowDown} onClick={() => onMove(1)} />
            {!isKey && <Act label={`Delete ${asked.label}`} icon={IconTrash} onClick={onDelete} />}
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Act({ label, icon: Icon, onClick }: { label: string; icon: typeof IconTrash; onClick: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
      <Icon size={16} />
    </ActionIcon>
  );
}
