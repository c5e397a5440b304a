/** A day, a time of day, and days of the week. */

import { Chip, Group, Input, TextInput } from '@mantine/core';
import { asList, asText, type ControlProps } from './controlProps';

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export function DayControl({ field, value, onChange, disabled }: ControlProps) {
  return (
    <TextInput
      type="date"
      label={field.label}
      description={field.help || undefined}
      w={180}
      value={asText(value)}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function TimeControl({ field, value, onChange, disabled }: ControlProps) {
  return (
    <TextInput
      type="time"
      label={field.label}
      description={field.help || undefined}
      value={asText(value)}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function WeekdaysControl({ field, value, onChange, disabled }: ControlProps) {
  return (
    <Weekdays
      label={field.label}
      help={field.help}
      value={asList(value) as Weekday[]}
      disabled={disabled}
      onChange={onChange}
    />
  );
}

type Props = {
  label: string;
  help?: string;
  value: readonly Weekday[];
  disabled?: boolean;
  onChange: (days: Weekday[]) => void;
};

export function Weekdays({ label, help, value, disabled, onChange }: Props) {
  return (
    <Input.Wrapper label={label} description={help || undefined} labelElement="div">
      <Chip.Group
        multiple
        value={[...value]}
        onChange={(chosen) => onChange(WEEKDAYS.filter((day) => chosen.includes(day)))}
      >
        <Group gap={4} mt={4} role="group" aria-label={label}>
          {WEEKDAYS.map((day) => (
            <Chip key={day} value={day} size="xs" disabled={disabled}>
              {day.slice(0, 1).toUpperCase() + day.slice(1, 3)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}
