import { Group, Input, NumberInput, Select } from '@mantine/core';
import { useId } from 'react';
import { asText, type ControlProps } from './controlProps';

const UNITS = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'];
const PATTERN = /^\s*(\d+)\s*(minute|hour|day|week|month|year)s?\s*$/i;

/** "4 hours" as a number and a unit. What can't be read stays in sight until it is replaced. */
export function DurationControl({ field, value, onChange, disabled }: ControlProps) {
  return (
    <Duration
      label={field.label}
      help={field.help}
      value={asText(value)}
      disabled={disabled}
      onChange={onChange}
    />
  );
}

type Props = {
  label: string;
  help?: string;
  value: string;
  disabled?: boolean;
  onChange: (value: string) => void;
};

export function Duration({ label, help, value, disabled, onChange }: Props) {
  const id = useId();
  const match = PATTERN.exec(value);
  const amount = match ? Number(match[1]) : '';
  const unit = match ? `${match[2]?.toLowerCase()}s` : 'days';
  const write = (count: number, of: string) => onChange(`${count} ${count === 1 ? of.slice(0, -1) : of}`);
  return (
    <Input.Wrapper
      label={label}
      description={help || undefined}
      labelElement="div"
      id={id}
      error={value && !match ? `“${value}” can’t be read. Choose a number and a unit.` : undefined}
    >
      <Group gap={6} wrap="nowrap">
        <NumberInput
          aria-label={`${label}: number`}
          w={90}
          min={1}
          allowDecimal={false}
          allowNegative={false}
          value={amount}
          disabled={disabled}
          onChange={(next) => (next === '' ? onChange('') : write(Number(next), unit))}
        />
        <Select
          aria-label={`${label}: unit`}
          w={120}
          data={UNITS}
          value={unit}
          allowDeselect={false}
          disabled={disabled}
          onChange={(next) => write(amount === '' ? 1 : amount, next ?? 'days')}
        />
      </Group>
    </Input.Wrapper>
  );
}
