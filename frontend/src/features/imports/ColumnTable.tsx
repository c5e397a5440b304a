import { Select, Table, Text, TextInput } from '@mantine/core';
import { NEW, retargeted, SKIP, targetOf } from '@/domain/imports';
import type { ColumnMapping, FieldType, ImportColumn, UploadedImport } from '@/shared/api/types';
import { number } from '@/shared/format';
import { FIELD_TYPES } from '../admin/fieldTypes';
import { fieldOptions } from '../forms/FieldControls';
import { useFields } from '../workspace/queries';
import classes from './Imports.module.css';

type Props = {
  upload: UploadedImport;
  mapping: ColumnMapping[];
  onChange: (mapping: ColumnMapping[]) => void;
};

export function ColumnTable({ upload, mapping, onChange }: Props) {
  const fields = useFields().filter(({ read_only }) => !read_only);
  const options = [
    { value: NEW, label: 'New field' },
    { value: SKIP, label: 'Skip this column' },
    ...fieldOptions(fields),
  ];
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table verticalSpacing={4} aria-label="Columns">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Column</Table.Th>
            <Table.Th>Examples</Table.Th>
            <Table.Th ta="right">Empty</Table.Th>
            <Table.Th w={220}>Becomes</Table.Th>
            <Table.Th w={180}>New field’s name</Table.Th>
            <Table.Th w={140}>Type</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {upload.columns.map((column, at) => (
            <ColumnRow
              key={column.name}
              column={column}
              mapping={mapping[at] as ColumnMapping}
              options={options}
              typeOf={(field) => fields.find(({ name }) => name === field)?.type ?? ''}
              onChange={(next) => onChange(mapping.with(at, next))}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

type RowProps = {
  column: ImportColumn;
  mapping: ColumnMapping;
  options: { value: string; label: string }[];
  typeOf: (field: string) => string;
  onChange: (mapping: ColumnMapping) => void;
};

function ColumnRow({ column, mapping, options, typeOf, onChange }: RowProps) {
  const created = mapping.new;
  const examples = column.examples.filter(Boolean).join(' · ');
  return (
    <Table.Tr style={mapping.skip ? { opacity: 0.65 } : undefined}>
      <Table.Td fw={550}>{column.name}</Table.Td>
      <Table.Td className={classes.cell} title={examples}>
        {examples || '–'}
      </Table.Td>
      <Table.Td ta="right">{number(column.empty)}</Table.Td>
      <Table.Td>
        <Select
          size="xs"
          aria-label={`${column.name} becomes`}
          searchable
          allowDeselect={false}
          data={options}
          value={targetOf(mapping)}
          onChange={(target) => target && onChange(retargeted(mapping, target, column.guess))}
        />
      </Table.Td>
      <Table.Td>
        {created && (
          <TextInput
            size="xs"
            aria-label={`Name of the new field for ${column.name}`}
            value={created.label}
            onChange={(event) =>
              onChange({ ...mapping, new: { ...created, label: event.currentTarget.value } })
            }
          />
        )}
      </Table.Td>
      <Table.Td>
        {created ? (
          <Select
            size="xs"
            aria-label={`Type of the new field for ${column.name}`}
            allowDeselect={false}
            data={FIELD_TYPES}
            value={created.type}
            onChange={(type) =>
              type && onChange({ ...mapping, new: { ...created, type: type as FieldType } })
            }
          />
        ) : (
          <Text size="xs" c="dimmed">
            {mapping.field
              ? FIELD_TYPES.find(({ value }) => value === typeOf(mapping.field ?? ''))?.label
              : ''}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
