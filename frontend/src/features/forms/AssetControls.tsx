/** Things of the workspace: lists, smart lists, programs with their statuses, campaigns. */

import { MultiSelect, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { pathWords } from '@/domain/tree/tree';
import { readProgram } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { ChannelStatus, NodeKind, TreeNode } from '@/shared/api/types';
import { useNodes } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { asList, type ControlProps } from './controlProps';
import { useFormHere } from './FormContext';

const KIND_OF: { [control: string]: NodeKind } = {
  list: 'list',
  lists: 'list',
  smart_lists: 'smart_list',
  campaign: 'campaign',
  campaigns: 'campaign',
  executable: 'campaign',
  requestable: 'campaign',
  program: 'program',
  programs: 'program',
  email: 'email',
  emails: 'email',
  forms: 'form',
};

const NOTHING: { [control: string]: string } = {
  executable: 'No executable campaign yet: make one with the box Executable ticked',
  requestable: 'No trigger campaign yet: make one with the trigger Campaign is Requested',
};

/** What is archived is offered no more; where it is chosen already, it keeps its name. */
function offered(
  control: string,
  nodes: readonly TreeNode[],
  self: number | null,
  chosen: readonly string[],
): TreeNode[] {
  const kind = KIND_OF[control];
  return nodes.filter((node) => {
    if (node.kind !== kind) return false;
    if (node.archived && !chosen.includes(String(node.id))) return false;
    if (control === 'executable') return node.campaign_kind === 'executable' && node.id !== self;
    if (control === 'requestable') return node.campaign_kind === 'trigger';
    return true;
  });
}

function useOptions(control: string, chosen: readonly string[]) {
  const nodes = useNodes();
  const { campaign } = useFormHere();
  return useMemo(
    () =>
      offered(control, nodes, campaign, chosen).map((node) => ({
        value: String(node.id),
        label: node.parent ? `${node.name} · ${pathWords(nodes, node.parent)}` : node.name,
      })),
    [control, nodes, campaign, chosen],
  );
}

export function AssetControl({ field, value, onChange, disabled }: ControlProps) {
  const chosen = value ? String(value) : null;
  const options = useOptions(
    field.control,
    useMemo(() => (chosen ? [chosen] : []), [chosen]),
  );
  const isMissing = chosen !== null && !options.some((option) => option.value === chosen);
  return (
    <Select
      label={field.label}
      description={field.help || undefined}
      data={isMissing ? [...options, { value: chosen, label: `Number ${chosen}: not available` }] : options}
      value={chosen}
      placeholder={field.nullable ? 'This campaign' : 'Choose'}
      searchable
      clearable={field.nullable}
      allowDeselect={false}
      nothingFoundMessage={NOTHING[field.control] ?? 'Nothing of that name'}
      disabled={disabled}
      onChange={(next) => onChange(next === null ? null : Number(next))}
    />
  );
}

export function ProgramControl(props: ControlProps) {
  const clearing: { [name: string]: unknown } = {};
  if ('status' in props.params) clearing.status = null;
  if ('statuses' in props.params) clearing.statuses = [];
  return <AssetControl {...props} onChange={(value) => props.onChange(value, clearing)} />;
}

export function AssetsControl({ field, value, onChange, disabled }: ControlProps) {
  const chosen = useMemo(() => asList(value).map(String), [value]);
  const options = useOptions(field.control, chosen);
  const missing = chosen.filter((id) => !options.some((option) => option.value === id));
  return (
    <MultiSelect
      label={field.label}
      data={[...options, ...missing.map((id) => ({ value: id, label: `Number ${id}: not available` }))]}
      value={chosen}
      placeholder={chosen.length ? undefined : 'Choose one or more'}
      searchable
      miw={240}
      flex={1}
      nothingFoundMessage={NOTHING[field.control] ?? 'Nothing of that name'}
      disabled={disabled}
      onChange={(next) => onChange(next.map(Number))}
    />
  );
}

/** The statuses of the chosen program's channel. */
export function useStatuses(program: unknown): ChannelStatus[] {
  const { id: ws } = useWorkspace();
  const id = Number(program) || 0;
  const { data } = useQuery({
    queryKey: keys.program(ws, id),
    queryFn: () => readProgram(ws, id),
    enabled: id > 0,
    staleTime: 60_000,
  });
  return data?.statuses ?? [];
}

const statusOptions = (statuses: ChannelStatus[]) =>
  statuses
    .filter(({ hidden }) => !hidden)
    .sort((a, b) => a.step - b.step)
    .map(({ id, name, success }) => ({ value: String(id), label: success ? `${name} (success)` : name }));

export function StatusControl({ field, value, params, onChange, disabled }: ControlProps) {
  const statuses = useStatuses(params.program);
  return (
    <Select
      label={field.label}
      data={statusOptions(statuses)}
      value={value ? String(value) : null}
      placeholder={params.program ? 'Choose a status' : 'Choose the program first'}
      allowDeselect={false}
      disabled={disabled || !params.program}
      onChange={(next) => onChange(next === null ? null : Number(next))}
    />
  );
}

export function StatusesControl({ field, value, params, onChange, disabled }: ControlProps) {
  const statuses = useStatuses(params.program);
  return (
    <MultiSelect
      label={field.label}
      data={statusOptions(statuses)}
      value={asList(value).map(String)}
      placeholder={asList(value).length ? undefined : 'any'}
      miw={180}
      disabled={disabled || !params.program}
      onChange={(next) => onChange(next.map(Number))}
    />
  );
}

const SOURCES = ['Marketo Flow Action', 'Web Service API', 'Sales Insight'];

export function SourcesControl({ field, value, params, onChange, disabled }: ControlProps) {
  if (params.operator !== 'is') return null;
  return (
    <MultiSelect
      label={field.label}
      data={SOURCES}
      value={asList(value).map(String)}
      miw={240}
      flex={1}
      disabled={disabled}
      onChange={(next) => onChange(next)}
    />
  );
}
