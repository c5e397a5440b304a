import { ActionIcon, Button, Group, Select } from '@mantine/core';
import { IconCalendarPlus, IconX } from '@tabler/icons-react';
import type { DateConstraint } from '@/shared/api/types';
import { useCatalog } from '../workspace/queries';
import type { ControlProps } from './controlProps';
import { OperatorValuesInput } from './OperatorValuesInput';

/** When an activity happened; without it the whole history counts. */
export function DateControl({ field, value, onChange, disabled }: ControlProps) {
  const operators = useCatalog().data?.date_constraint_operators ?? [];
  const date = value as DateConstraint | null | undefined;
  if (!date)
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconCalendarPlus size={15} />}
        disabled={disabled}
        onClick={() => onChange({ operator: 'in_past', values: ['30 days'] })}
      >
        {field.label}
      </Button>
    );
  const chosen = operators.find(({ name }) => name === date.operator);
  return (
    <Group gap={6} wrap="nowrap" align="flex-end">
      <Select
        label={field.label}
        w={150}
        data={operators.map(({ name, label }) => ({ value: name, label }))}
        value={date.operator}
        allowDeselect={false}
        disabled={disabled}
        onChange={(operator) => onChange({ operator: operator ?? 'in_past', values: [] })}
      />
      {chosen && (
        <OperatorValuesInput
          label="When"
          family="date"
          takes={chosen.values}
          values={date.values}
          disabled={disabled}
          onChange={(values) => onChange({ ...date, values })}
        />
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`Remove the constraint ${field.label}`}
        disabled={disabled}
        onClick={() => onChange(null)}
      >
        <IconX size={15} />
      </ActionIcon>
    </Group>
  );
}
