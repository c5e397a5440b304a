/** Workspaces: made, renamed, archived; each with the time zone of its schedules. */

import {
  ActionIcon,
  Badge,
  Button,
  Group,
  NumberInput,
  Select,
  Switch,
  Table,
  TextInput,
} from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { createWorkspace, readWorkspaces, updateWorkspace } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Workspace } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';

export function WorkspacesSection() {
  const { me, id } = useWorkspace();
  const workspaces = useQuery({ queryKey: keys.workspaces, queryFn: readWorkspaces });
  const [editing, setEditing] = useState<Workspace | 'new' | null>(null);
  return (
    <Section
      title="Workspaces"
      actions={
        me.is_superuser && (
          <Button variant="light" leftSection={<IconPlus size={15} />} onClick={() => setEditing('new')}>
            New Workspace
          </Button>
        )
      }
    >
      <Loaded query={workspaces} rows={3}>
        {(list) => (
          <Table verticalSpacing={5} aria-label="Workspaces">
            <Table.Tbody>
              {list.map((workspace) => (
                <Table.Tr key={workspace.id}>
                  <Table.Td>
                    <Group gap={6}>
                      {workspace.name}
                      {workspace.id === id && <Badge color="gray">this one</Badge>}
                      {workspace.archived && <Badge color="yellow">archived</Badge>}
                    </Group>
                  </Table.Td>
                  <Table.Td>{workspace.timezone}</Table.Td>
                  <Table.Td w={40}>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={`Edit ${workspace.name}`}
                      onClick={() => setEditing(workspace)}
                    >
                      <IconPencil size={16} />
                    </ActionIcon>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Loaded>
      {editing && (
        <WorkspaceDialog workspace={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Section>
  );
}

function WorkspaceDialog({ workspace, onClose }: { workspace: Workspace | null; onClose: () => void }) {
  const client = useQueryClient();
  const zones = useMemo(() => ['UTC', ...Intl.supportedValuesOf('timeZone')], []);
  const [name, setName] = useState(workspace?.name ?? '');
  const [timezone, setTimezone] = useState(workspace?.timezone ?? 'UTC');
  const [archived, setArchived] = useState(workspace?.archived ?? false);
  const [perDay, setPerDay] = useState(workspace?.emails_per_day ?? null);
  const [perWeek, setPerWeek] = useState(workspace?.emails_per_week ?? null);
  const limits = { emails_per_day: perDay, emails_per_week: perWeek };
  const save = useMutation({
    mutationFn: () =>
      workspace
        ? updateWorkspace(workspace.id, { name: name.trim(), timezone, archived, ...limits })
        : createWorkspace({ name: name.trim(), timezone }),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: keys.workspaces });
      client.invalidateQueries({ queryKey: keys.me });
      said(`Workspace “${name.trim()}” saved.`);
      onClose();
    },
  });
  return (
    <FormDialog
      title={workspace ? `Edit ${workspace.name}` : 'New Workspace'}
      submit={workspace ? 'Save' : 'Create'}
      onClose={onClose}
      onSubmit={() => save.mutate()}
      error={save.error}
      busy={save.isPending}
      disabled={!name.trim()}
    >
      <TextInput
        label="Name"
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label="Time zone"
        description="Schedules, waits, limits per day and dates in filters follow it."
        data={[...new Set(zones)]}
        value={timezone}
        searchable
        allowDeselect={false}
        onChange={(zone) => setTimezone(zone ?? 'UTC')}
      />
      {workspace && <EmailLimit label="E-mails per person and day" value={perDay} onChange={setPerDay} />}
      {workspace && <EmailLimit label="E-mails per person in 7 days" value={perWeek} onChange={setPerWeek} />}
      {workspace && (
        <Switch
          label="Archived"
          description="An archived workspace is kept and hidden; nothing in it starts any more."
          checked={archived}
          onChange={(event) => setArchived(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}

function EmailLimit({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
}) {
  return (
    <NumberInput
      label={label}
      description="At most; empty is no limit. Operational e-mail passes, and so do campaigns that don’t obey limits."
      min={1}
      max={10_000}
      allowDecimal={false}
      value={value ?? ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : null)}
    />
  );
}
