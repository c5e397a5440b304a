/** The audit log of this workspace, or of the installation: who changed what and when, and how to find it. */

import { Group, Select, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { INSTALLATION_TARGETS, TARGETS } from '@/domain/audit';
import { words } from '@/domain/forms/fields';
import {
  readAudit,
  readInstallationAudit,
  readRoles,
  readUsers,
  readWorkspaces,
} from '@/shared/api/endpoints';
import { ApiError } from '@/shared/api/errors';
import { keys } from '@/shared/api/keys';
import type { AuditQuery } from '@/shared/api/types';
import { routes } from '@/shared/routes';
import { PageBody, PageHeader, PageTabs } from '@/shared/ui/Page';
import { Failure } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { AuditEntries } from './AuditEntries';

const denied = (everywhere: boolean) =>
  new ApiError(
    403,
    'not_allowed',
    everywhere
      ? 'Only superusers read the audit log of the installation.'
      : 'Only admins of this workspace read its audit log.',
  );

export default function AuditPage({ everywhere = false }: { everywhere?: boolean }) {
  const { id: ws, name, isAdmin, me } = useWorkspace();
  const [asked, ask] = useState<AuditQuery>({});
  const [settled] = useDebouncedValue(asked, 250);
  const isAllowed = everywhere ? me.is_superuser : isAdmin;
  return (
    <>
      <PageHeader
        title="Audit log"
        icon={<IconHistory size={20} aria-hidden />}
        crumbs={[{ label: 'Admin', href: routes.admin(ws) }]}
        tabs={
          me.is_superuser && (
            <PageTabs
              label="Whose audit log"
              tabs={[
                { label: name, href: routes.audit(ws) },
                { label: 'The whole installation', href: routes.installationAudit(ws) },
              ]}
            />
          )
        }
      />
      <PageBody>
        {isAllowed ? (
          <Stack gap="md" key={String(everywhere)}>
            <Asking asked={asked} ask={ask} everywhere={everywhere} />
            <AuditEntries
              queryKey={[...(everywhere ? keys.installationAudit : keys.audit(ws)), settled]}
              read={(cursor) =>
                everywhere
                  ? readInstallationAudit({ ...settled, cursor })
                  : readAudit(ws, { ...settled, cursor })
              }
              isNarrowed={Object.values(settled).some(Boolean)}
              everywhere={everywhere}
            />
          </Stack>
        ) : (
          <Failure error={denied(everywhere)} />
        )}
      </PageBody>
    </>
  );
}

type AskingProps = { asked: AuditQuery; ask: (asked: AuditQuery) => void; everywhere: boolean };

function Asking({ asked, ask, everywhere }: AskingProps) {
  const targets = everywhere ? INSTALLATION_TARGETS : TARGETS;
  const day = (name: 'since' | 'until') => (event: { currentTarget: { value: string } }) =>
    ask({ ...asked, [name]: event.currentTarget.value ? `${event.currentTarget.value}T00:00:00Z` : null });
  return (
    <Group gap="sm" align="flex-end">
      {everywhere && <WorkspaceSelect onChange={(workspace) => ask({ ...asked, workspace })} />}
      <WhoSelect everywhere={everywhere} onChange={(user) => ask({ ...asked, user })} />
      <Select
        label="What"
        placeholder="anything"
        clearable
        searchable
        w={170}
        data={targets.map((value) => ({ value, label: words(value) }))}
        onChange={(target_type) => ask({ ...asked, target_type })}
      />
      <TextInput
        label="Name contains"
        w={170}
        onChange={(event) => ask({ ...asked, name: event.currentTarget.value })}
      />
      <TextInput type="date" label="From (UTC)" onChange={day('since')} />
      <TextInput type="date" label="Before (UTC)" onChange={day('until')} />
    </Group>
  );
}

function WorkspaceSelect({ onChange }: { onChange: (workspace: number | null) => void }) {
  const workspaces = useQuery({ queryKey: keys.workspaces, queryFn: readWorkspaces });
  return (
    <Select
      label="Workspace"
      placeholder="any"
      clearable
      searchable
      w={170}
      data={(workspaces.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
      onChange={(id) => onChange(id ? Number(id) : null)}
    />
  );
}

type WhoProps = { everywhere: boolean; onChange: (user: number | null) => void };

function WhoSelect({ everywhere, onChange }: WhoProps) {
  const { id: ws } = useWorkspace();
  const roles = useQuery({ queryKey: keys.roles(ws), queryFn: () => readRoles(ws), enabled: !everywhere });
  const users = useQuery({ queryKey: keys.users, queryFn: readUsers, enabled: everywhere });
  const people = everywhere ? users.data : roles.data?.map(({ user }) => user);
  return (
    <Select
      label="Who"
      placeholder="anybody"
      clearable
      searchable
      w={170}
      data={(people ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
      onChange={(user) => onChange(user ? Number(user) : null)}
    />
  );
}
