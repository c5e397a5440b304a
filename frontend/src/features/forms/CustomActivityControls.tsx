/** A custom activity, and conditions on its own attributes. */

import { Select } from '@mantine/core';
import { useCustomActivities } from '../workspace/queries';
import { ActivityConstraintsControl } from './ActivityConstraintsControl';
import type { ControlProps } from './controlProps';

export function CustomActivityControl({ field, value, onChange, disabled }: ControlProps) {
  const types = useCustomActivities();
  const options = (types.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  const chosen = value ? String(value) : null;
  const isMissing = chosen !== null && types.isSuccess && !options.some((each) => each.value === chosen);
  return (
    <Select
      label={field.label}
      data={isMissing ? [...options, { value: chosen, label: `Number ${chosen}: not available` }] : options}
      value={chosen}
      placeholder="Choose"
      searchable
      allowDeselect={false}
      nothingFoundMessage="No custom activity yet: an admin defines them on the page Web"
      error={types.error ? 'The custom activities could not be loaded.' : undefined}
      disabled={disabled}
      onChange={(next) => onChange(next === null ? null : Number(next), { constraints: [] })}
    />
  );
}

export function CustomConstraintsControl(props: ControlProps) {
  const types = useCustomActivities();
  const chosen = types.data?.find(({ id }) => id === Number(props.params.activity));
  if (!chosen) return null;
  const attributes = Object.fromEntries(chosen.attributes.map(({ name, type }) => [name, type ?? 'text']));
  return <ActivityConstraintsControl {...props} field={{ ...props.field, attributes }} />;
}
