import { ActionIcon, Button, Group, Menu, Select, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ActivityConstraint, Family } from '@/shared/api/types';
import { useCatalog, useFields } from '../workspace/queries';
import { asList, type ControlProps } from './controlProps';
import { familyOf } from './FieldControls';
import { OperatorValuesInput } from './OperatorValuesInput';

/** Further conditions on an activity's attributes: "New Value is MQL". */
export function ActivityConstraintsControl({ field, value, params, onChange, disabled }: ControlProps) {
  const constraints = asList(value) as ActivityConstraint[];
  const fields = useFields();
  const familyFor = (attribute: string): Family => {
    const family = field.attributes[attribute] ?? 'text';
    return family === 'field' ? familyOf(fields, params.field) : (family as Family);
  };
  const set = (at: number, next: ActivityConstraint | null) =>
    onChange(next ? constraints.with(at, next) : constraints.toSpliced(at, 1));
  return (
    <Stack gap={6} w="100%">
      {constraints.map((constraint, at) => (
        <ConstraintRow
          // biome-ignore lint/suspicious/noArrayIndexKey: constraints have no id and are only changed in place
          key={at}
          constraint={constraint}
          family={familyFor(constraint.attribute)}
          usual={field.usual[constraint.attribute]}
          disabled={disabled}
          onChange={(next) => set(at, next)}
        />
      ))}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            disabled={disabled}
            style={{ alignSelf: 'flex-start' }}
          >
            Constraint
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {Object.keys(field.attributes).map((attribute) => (
            <Menu.Item
              key={attribute}
              onClick={() => onChange([...constraints, blank(attribute, familyFor(attribute))])}
            >
              {attribute}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Stack>
  );
}

/** A new constraint begins with the first operator of its family. */
const blank = (attribute: string, family: Family): ActivityConstraint => ({
  attribute,
  operator: family === 'boolean' ? 'is_true' : family === 'datetime' ? 'is_not_empty' : 'is',
  values: [],
});

type RowProps = {
  constraint: ActivityConstraint;
  family: Family;
  usual?: readonly string[];
  disabled: boolean;
  onChange: (next: ActivityConstraint | null) => void;
};

function ConstraintRow({ constraint, family, usual, disabled, onChange }: RowProps) {
  const operators = useCatalog().data?.constraint_operators[family] ?? [];
  const chosen = operators.find(({ name }) => name === constraint.operator);
  return (
    <Group gap={6} wrap="nowrap" align="flex-end">
      <Text size="sm" fw={550} pb={8} w={90}>
        {constraint.attribute}
      </Text>
      <Select
        aria-label={`${constraint.attribute}: operator`}
        w={150}
        data={operators.map(({ name, label }) => ({ value: name, label }))}
        value={constraint.operator}
        allowDeselect={false}
        disabled={disabled}
        onChange={(operator) => onChange({ ...constraint, operator: operator ?? 'is', values: [] })}
      />
      <OperatorValuesInput
        label=""
        family={family}
        usual={usual}
        takes={chosen?.values ?? 'many'}
        values={constraint.values ?? []}
        disabled={disabled}
        onChange={(values) => onChange({ ...constraint, values })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        mb={4}
        aria-label={`Remove the constraint ${constraint.attribute}`}
        disabled={disabled}
        onClick={() => onChange(null)}
      >
        <IconX size={15} />
      </ActionIcon>
    </Group>
  );
}
