import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { asText, type ControlProps } from './controlProps';

export function TextControl({ field, value, onChange, disabled }: ControlProps) {
  return (
    <TextInput
      label={field.label}
      description={field.help || undefined}
      value={asText(value)}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function NumberControl({ field, value, onChange, disabled }: ControlProps) {
  return (
    <NumberInput
      label={field.label}
      description={field.help || undefined}
      value={typeof value === 'number' ? value : ''}
      min={field.minimum}
      max={field.maximum}
      w={140}
      disabled={disabled}
      onChange={(next) => onChange(next === '' ? (field.nullable ? null : field.fallback) : Number(next))}
    />
  );
}

export function PercentControl(props: ControlProps) {
  const { field, value, onChange, disabled } = props;
  return (
    <NumberInput
      label={field.label}
      value={typeof value === 'number' ? value : ''}
      min={0}
      max={100}
      suffix=" %"
      w={140}
      disabled={disabled}
      onChange={(next) => onChange(next === '' ? null : Number(next))}
    />
  );
}

export function BooleanControl(props: ControlProps) {
  const { field, value, onChange, disabled } = props;
  if (field.nullable) return <TripleControl {...props} />;
  return (
    <Switch
      label={field.label}
      description={field.help || undefined}
      checked={value === true}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

/** A question that may be left open: any, true, false. */
function TripleControl({ field, value, onChange, disabled }: ControlProps) {
  return (
    <Select
      label={field.label}
      w={130}
      data={[
        { value: 'any', label: 'any' },
        { value: 'true', label: 'true' },
        { value: 'false', label: 'false' },
      ]}
      value={value === true ? 'true' : value === false ? 'false' : 'any'}
      allowDeselect={false}
      disabled={disabled}
      onChange={(next) => onChange(next === 'any' ? null : next === 'true')}
    />
  );
}

/** Words for operators that the schema only lists. */
const SAID: { [value: string]: string } = {
  in: 'in',
  not_in: 'not in',
  occurred: 'has happened',
  not_occurred: 'has not happened',
  is_any: 'is any',
  is: 'is',
};

export function SelectControl({ field, value, onChange, disabled }: ControlProps) {
  return (
    <Select
      label={field.label}
      description={field.help || undefined}
      data={field.options.map((each) => ({ value: each.value, label: SAID[each.value] ?? each.label }))}
      value={value === null || value === undefined ? null : String(value)}
      allowDeselect={field.nullable}
      clearable={field.nullable}
      disabled={disabled}
      onChange={(next) => onChange(next)}
    />
  );
}
