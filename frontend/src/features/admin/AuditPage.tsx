/** The audit log: who changed what and when, with the values before and after. */

import { Button, Group, Select, Stack, Table, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { differences, TARGETS } from '@/domain/audit';
import { words } from '@/domain/forms/fields';
import { readAudit, readRoles } from '@/shared/api/endpoints';
import { ApiError } from '@/shared/api/errors';
import { keys } from '@/shared/api/keys';
import type { AuditEntry, AuditQuery } from '@/shared/api/types';
import { Moment } from '@/shared/ui/Moment';
import { PageBody, PageHeader } from '@/shared/ui/Page';
import { Empty, Failure, Loading } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';

const DENIED = new ApiError(403, 'not_allowed', 'Only admins of this workspace read its audit log.');

export default function AuditPage() {
  const { isAdmin } = useWorkspace();
  const [asked, ask] = useState<AuditQuery>({});
  return (
    <>
      <PageHeader title="Audit log" icon={<IconHistory size={20} aria-hidden />} />
      <PageBody>
        {isAdmin ? (
          <Stack gap="md">
            <Asking asked={asked} ask={ask} />
            <Entries asked={asked} />
          </Stack>
        ) : (
          <Failure error={DENIED} />
        )}
      </PageBody>
    </>
  );
}

function Asking({ asked, ask }: { asked: AuditQuery; ask: (asked: AuditQuery) => void }) {
  const { id: ws } = useWorkspace();
  const roles = useQuery({ queryKey: keys.roles(ws), queryFn: () => readRoles(ws) });
  const day = (name: 'since' | 'until') => (event: { currentTarget: { value: string } }) =>
    ask({ ...asked, [name]: event.currentTarget.value ? `${event.currentTarget.value}T00:00:00Z` : null });
  return (
    <Group gap="sm" align="flex-end">
      <Select
        label="Who"
        placeholder="anybody"
        clearable
        searchable
        data={(roles.data ?? []).map(({ user }) => ({ value: String(user.id), label: user.name }))}
        onChange={(user) => ask({ ...asked, user: user ? Number(user) : null })}
      />
      <Select
        label="What"
        placeholder="anything"
        clearable
        searchable
        data={TARGETS.map((value) => ({ value, label: words(value) }))}
        onChange={(target_type) => ask({ ...asked, target_type })}
      />
      <TextInput
        label="Name contains"
        onChange={(event) => ask({ ...asked, name: event.currentTarget.value })}
      />
      <TextInput type="date" label="From (UTC)" onChange={day('since')} />
      <TextInput type="date" label="Before (UTC)" onChange={day('until')} />
    </Group>
  );
}

function Entries({ asked }: { asked: AuditQuery }) {
  const { id: ws } = useWorkspace();
  const found = useInfiniteQuery({
    queryKey: [...keys.audit(ws), asked],
    queryFn: ({ pageParam }) => readAudit(ws, { ...asked, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failure error={found.error} retry={() => found.refetch()} />;
  const entries = found.data.pages.flatMap(({ items }) => items);
  if (entries.length === 0)
    return (
      <Empty icon={<IconHistory size={22} />} title="No such entry">
        Every change of campaigns, lists, settings, tokens and roles is kept here.
      </Empty>
    );
  return (
    <>
      <Table verticalSpacing={6} withTableBorder bg="var(--surface-card)" aria-label="Audit log">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={170}>When</Table.Th>
            <Table.Th w={180}>Who</Table.Th>
            <Table.Th>What</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </Table.Tbody>
      </Table>
      {found.hasNextPage && (
        <Button variant="default" loading={found.isFetchingNextPage} onClick={() => found.fetchNextPage()}>
          Older entries
        </Button>
      )}
    </>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const [open, setOpen] = useState(false);
  const differing = differences(entry.changes as { [column: string]: unknown[] });
  const said = `${entry.action} the ${words(entry.target_type).toLowerCase()} “${entry.target_name}”`;
  return (
    <Table.Tr>
      <Table.Td style={{ verticalAlign: 'top' }}>
        <Moment at={entry.at} />
      </Table.Td>
      <Table.Td style={{ verticalAlign: 'top' }}>{entry.user_name}</Table.Td>
      <Table.Td>
        <UnstyledButton aria-expanded={open} onClick={() => setOpen(!open)}>
          <Text size="sm">
            {said}{' '}
            <Text span size="xs" c="dimmed">
              {differing.length === 0 ? 'no value changed' : `${differing.length} values`}
            </Text>
          </Text>
        </UnstyledButton>
        {open && differing.length > 0 && <Differences entry={entry} differing={differing} />}
      </Table.Td>
    </Table.Tr>
  );
}

function Differences({ entry, differing }: { entry: AuditEntry; differing: ReturnType<typeof differences> }) {
  return (
    <Table verticalSpacing={3} mt={6} aria-label={`Values of ${entry.target_name} before and after`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Value</Table.Th>
          <Table.Th>Before</Table.Th>
          <Table.Th>After</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {differing.map(({ path, before, after }) => (
          <Table.Tr key={path}>
            <Table.Td>
              <Text size="xs">{path}</Text>
            </Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              <Text size="xs">{before || '—'}</Text>
            </Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              <Text size="xs">{after || '—'}</Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
