/** A field of the person, the operator that fits its type, and the values that fit the operator. */

import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { type FormField, words } from '@/domain/forms/fields';
import type { Family, Field, Operator } from '@/shared/api/types';
import { useCatalog, useFields } from '../workspace/queries';
import { asList, type ControlProps } from './controlProps';
import { Many, OperatorValuesInput } from './OperatorValuesInput';

const NO_OPERATORS: Operator[] = [];

export function FieldControl({ field, value, params, siblings, onChange, disabled }: ControlProps) {
  const fields = useFields();
  const catalog = useCatalog().data;
  const onlyScores = field.control === 'field:score';
  const options = useMemo(
    () => fieldOptions(fields.filter((each) => !onlyScores || each.type === 'score')),
    [fields, onlyScores],
  );

  /** Another type of field has other operators: keep what still fits. */
  function choose(name: string | null) {
    const operators = catalog?.operators[familyOf(fields, name)] ?? NO_OPERATORS;
    const hasOwnOperators = siblings.some(isFieldOperator);
    if (!hasOwnOperators || operators.some((operator) => operator.name === params.operator))
      return onChange(name);
    return onChange(name, { operator: operators[0]?.name ?? null, values: [] });
  }

  return (
    <FieldSelect
      label={field.label}
      data={options}
      value={typeof value === 'string' ? value : null}
      clearable={field.nullable}
      placeholder={field.nullable ? 'any' : 'Choose a field'}
      disabled={disabled}
      onChange={choose}
    />
  );
}

/** An operator without words of its own is one of the field's type. */
const isFieldOperator = (field: FormField): boolean =>
  field.control === 'operator' && field.options.length === 0;

type SelectProps = {
  label: string;
  data: { value: string; label: string }[];
  value: string | null;
  clearable: boolean;
  placeholder: string;
  disabled: boolean;
  onChange: (value: string | null) => void;
};

function FieldSelect(props: SelectProps) {
  return <Select {...props} searchable miw={170} nothingFoundMessage="No field of that name" />;
}

export function fieldOptions(fields: readonly Field[]): { value: string; label: string }[] {
  return fields
    .map(({ name, label }) => ({ value: name, label }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

export function familyOf(fields: readonly Field[], name: unknown): Family {
  return fields.find((field) => field.name === name)?.family ?? 'text';
}

/** The operators of a field's type, where the filter is about a field; else those of the schema. */
export function useOperators({ field, params }: Pick<ControlProps, 'field' | 'params'>): Operator[] {
  const fields = useFields();
  const catalog = useCatalog().data;
  if (field.options.length > 0)
    return field.options.map(({ value, label }) => ({ name: value, label, values: 'none', help: '' }));
  return catalog?.operators[familyOf(fields, params.field)] ?? NO_OPERATORS;
}

const MEMBERSHIP: { [name: string]: string } = {
  in: 'in',
  not_in: 'not in',
  occurred: 'has happened',
  not_occurred: 'has not happened',
  is_any: 'is any',
  is: 'is',
};

export function OperatorControl({ field, value, params, onChange, disabled }: ControlProps) {
  const operators = useOperators({ field, params });
  const takes = (name: unknown) => operators.find((operator) => operator.name === name)?.values;
  const resets = (next: string | null) => isFieldOperator(field) && takes(next) !== takes(value);
  return (
    <Select
      label={field.label}
      w={170}
      title={operators.find((operator) => operator.name === value)?.help}
      data={operators.map((operator) => ({
        value: operator.name,
        label: field.options.length ? (MEMBERSHIP[operator.name] ?? words(operator.name)) : operator.label,
      }))}
      value={typeof value === 'string' ? value : null}
      placeholder="Choose"
      allowDeselect={false}
      disabled={disabled || operators.length === 0}
      onChange={(next) => onChange(next, resets(next) ? { values: [] } : undefined)}
    />
  );
}

export function ValuesControl({ field, value, params, onChange, disabled }: ControlProps) {
  const fields = useFields();
  const catalog = useCatalog().data;
  const family = familyOf(fields, params.field);
  const operator = catalog?.operators[family]?.find((each) => each.name === params.operator);
  if (!operator || operator.values === 'none') return null;
  return (
    <OperatorValuesInput
      label={field.label}
      family={family}
      takes={operator.values}
      values={asList(value).map(String)}
      disabled={disabled}
      onChange={onChange}
    />
  );
}

/** Words of an activity, such as the type of a moment: any of them, or any at all. */
export function WordsControl({ field, value, onChange, disabled }: ControlProps) {
  return (
    <Many
      label={field.label}
      family="text"
      values={asList(value).map(String)}
      usual={field.usual[field.name]}
      disabled={disabled}
      onChange={onChange}
    />
  );
}
