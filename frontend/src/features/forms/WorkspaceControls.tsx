/** Webhooks, users, partitions and member fields of the workspace. */

import { Autocomplete, MultiSelect, Select } from '@mantine/core';
import { useColleagues, usePartitions, useWebhooks } from '../workspace/outside';
import { useMemberFields } from '../workspace/queries';
import { asList, asText, type ControlProps } from './controlProps';

type Option = { value: string; label: string };
type Query = { isPending: boolean; isError: boolean };

const optionsOf = (rows: readonly { id: number; name: string }[] | undefined): Option[] =>
  (rows ?? []).map(({ id, name }) => ({ value: String(id), label: name }));

const unknown = (id: string): Option => ({ value: id, label: `Number ${id}: not available` });

function One({
  props,
  options,
  query,
  empty,
  none,
}: {
  props: ControlProps;
  options: Option[];
  query: Query;
  empty: string;
  none?: string;
}) {
  const { field, value, onChange, disabled } = props;
  const chosen = value ? String(value) : null;
  const isMissing = chosen !== null && !query.isPending && !options.some((each) => each.value === chosen);
  return (
    <Select
      label={field.label}
      description={field.help || undefined}
      data={isMissing ? [...options, unknown(chosen)] : options}
      value={chosen}
      placeholder={query.isPending ? 'Loading…' : (none ?? 'Choose')}
      error={query.isError ? 'These could not be loaded. Open the form again.' : undefined}
      searchable
      clearable={field.nullable}
      allowDeselect={false}
      nothingFoundMessage={empty}
      disabled={disabled}
      onChange={(next) => onChange(next === null ? null : Number(next))}
    />
  );
}

export function WebhookControl(props: ControlProps) {
  const query = useWebhooks();
  const empty = 'No webhook of that name. Admins of the workspace make them on the page Admin.';
  return <One props={props} options={optionsOf(query.data)} query={query} empty={empty} />;
}

function Many({
  props,
  options,
  query,
  what,
  none,
}: {
  props: ControlProps;
  options: Option[];
  query: Query;
  what: string;
  none: string;
}) {
  const { field, value, onChange, disabled } = props;
  const chosen = asList(value).map(String);
  const missing = query.isPending ? [] : chosen.filter((id) => !options.some((each) => each.value === id));
  return (
    <MultiSelect
      label={field.label}
      data={[...options, ...missing.map(unknown)]}
      value={chosen}
      placeholder={chosen.length ? undefined : none}
      error={query.isError ? `The ${what}s could not be loaded.` : undefined}
      searchable
      miw={240}
      flex={1}
      nothingFoundMessage={`No ${what} of that name`}
      disabled={disabled}
      onChange={(next) => onChange(next.map(Number))}
    />
  );
}

export function WebhooksControl(props: ControlProps) {
  const query = useWebhooks();
  return <Many props={props} options={optionsOf(query.data)} query={query} what="webhook" none="any" />;
}

export function PartitionsControl(props: ControlProps) {
  const query = usePartitions();
  return <Many props={props} options={optionsOf(query.data)} query={query} what="partition" none="Choose" />;
}

export function UserControl(props: ControlProps) {
  const query = useColleagues();
  const options = optionsOf(query.data?.map(({ user }) => user));
  const none = props.field.nullable ? 'The owner of the person' : undefined;
  return <One props={props} options={options} query={query} empty="Nobody of that name" none={none} />;
}

export function PartitionControl(props: ControlProps) {
  const query = usePartitions();
  return (
    <One props={props} options={optionsOf(query.data)} query={query} empty="No partition of that name" />
  );
}

/** The defined ones are offered; any other name may be typed. */
export function MemberFieldControl({ field, value, onChange, disabled }: ControlProps) {
  const defined = useMemberFields().data ?? [];
  return (
    <Autocomplete
      label={field.label}
      description={field.help || undefined}
      data={defined.map(({ name }) => name)}
      value={asText(value)}
      disabled={disabled}
      onChange={onChange}
    />
  );
}
