/** The values of an operator: none, one, several, a range, a duration or a time frame. */

import { Group, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import type { Family, OperatorValues } from '@/shared/api/types';
import { useCatalog } from '../workspace/queries';
import { Duration } from './DurationControl';

type Props = {
  label: string;
  family: Family;
  takes: OperatorValues;
  values: string[];
  /** Offered while typing; anything else may be typed too. */
  usual?: readonly string[];
  disabled?: boolean;
  onChange: (values: string[]) => void;
};

export function OperatorValuesInput(props: Props) {
  switch (props.takes) {
    case 'none':
      return null;
    case 'many':
      return props.family === 'text' || props.family === 'number' ? (
        <Many {...props} />
      ) : (
        <One {...props} at={0} />
      );
    case 'one':
      return <One {...props} at={0} />;
    case 'range':
      return (
        <Group gap={6} wrap="nowrap" align="flex-end">
          <One {...props} label="From" at={0} />
          <One {...props} label="To" at={1} />
        </Group>
      );
    case 'duration':
      return (
        <Duration
          label={props.label}
          value={props.values[0] ?? ''}
          disabled={props.disabled}
          onChange={(value) => props.onChange(value ? [value] : [])}
        />
      );
    case 'frame':
      return <Frame {...props} />;
  }
}

export function Many({ label, values, family, usual, disabled, onChange }: Omit<Props, 'takes'>) {
  return (
    <TagsInput
      label={label}
      placeholder={values.length ? undefined : 'Type, Enter for another'}
      value={values}
      data={usual ? [...usual] : undefined}
      splitChars={family === 'number' ? [',', ';', ' '] : [';']}
      acceptValueOnBlur
      miw={220}
      flex={1}
      disabled={disabled}
      onChange={onChange}
    />
  );
}

/** One of the values; a number, a date or a text by the field's type. */
function One({ label, family, values, at, disabled, onChange }: Props & { at: number }) {
  const set = (value: string) => {
    const next = at === 1 ? [values[0] ?? '', value] : values.length > 1 ? [value, values[1] ?? ''] : [value];
    onChange(next.every((each) => each === '') ? [] : next);
  };
  const value = values[at] ?? '';
  if (family === 'number')
    return (
      <NumberInput
        label={label}
        w={130}
        value={value}
        disabled={disabled}
        onChange={(next) => set(String(next))}
      />
    );
  if (family === 'date' || family === 'datetime')
    return (
      <TextInput
        type="date"
        label={label}
        w={160}
        value={value.slice(0, 10)}
        disabled={disabled}
        onChange={(event) => set(event.currentTarget.value)}
      />
    );
  return (
    <TextInput
      label={label}
      value={value}
      disabled={disabled}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

function Frame({ label, values, disabled, onChange }: Props) {
  const frames = useCatalog().data?.frames ?? [];
  return (
    <Select
      label={label}
      w={180}
      searchable
      data={frames.map((frame) => ({ value: frame.name, label: frame.label }))}
      value={values[0] ?? null}
      disabled={disabled}
      onChange={(next) => onChange(next ? [next] : [])}
    />
  );
}
