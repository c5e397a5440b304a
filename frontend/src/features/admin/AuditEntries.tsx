/** Entries of an audit log, newest first; each opens into the values before and after. */

import { Button, Table, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { countOf, type Difference, differences, pathWords, sentenceOf } from '@/domain/audit';
import type { AuditEntry, AuditPage } from '@/shared/api/types';
import { Moment } from '@/shared/ui/Moment';
import { Empty, Failure, Loading } from '@/shared/ui/states';

type Props = {
  queryKey: readonly unknown[];
  read: (cursor: string | null) => Promise<AuditPage>;
  isNarrowed: boolean;
  everywhere: boolean;
};

export function AuditEntries({ queryKey, read, isNarrowed, everywhere }: Props) {
  const found = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failure error={found.error} retry={() => found.refetch()} />;
  const entries = found.data.pages.flatMap(({ items }) => items);
  if (entries.length === 0) return <Nothing isNarrowed={isNarrowed} />;
  return (
    <>
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing={6} withTableBorder bg="var(--surface-card)" aria-label="Audit log">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={170}>When</Table.Th>
              <Table.Th w={170}>Who</Table.Th>
              {everywhere && <Table.Th w={160}>Workspace</Table.Th>}
              <Table.Th>What</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} everywhere={everywhere} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {found.hasNextPage && (
        <Button variant="default" loading={found.isFetchingNextPage} onClick={() => found.fetchNextPage()}>
          Older entries
        </Button>
      )}
    </>
  );
}

function Nothing({ isNarrowed }: { isNarrowed: boolean }) {
  return isNarrowed ? (
    <Empty icon={<IconHistory size={22} />} title="No such entry">
      Nothing was changed that fits. Take a filter away, or choose other days.
    </Empty>
  ) : (
    <Empty icon={<IconHistory size={22} />} title="Nothing was changed yet">
      Every change of campaigns, lists, settings, tokens and roles is kept here, with the values before and
      after.
    </Empty>
  );
}

function Entry({ entry, everywhere }: { entry: AuditEntry; everywhere: boolean }) {
  const differing = differences(entry.changes as { [column: string]: unknown[] });
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td>
        <Moment at={entry.at} />
      </Table.Td>
      <Table.Td>{entry.user_name}</Table.Td>
      {everywhere && <Table.Td>{entry.workspace ?? 'All'}</Table.Td>}
      <Table.Td>
        {differing.length === 0 ? (
          <Text size="sm">{sentenceOf(entry)}</Text>
        ) : (
          <Opening entry={entry} differing={differing} />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

type OpeningProps = { entry: AuditEntry; differing: Difference[] };

function Opening({ entry, differing }: OpeningProps) {
  const [open, setOpen] = useState(false);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <>
      <UnstyledButton aria-expanded={open} onClick={() => setOpen(!open)}>
        <Text size="sm">
          {sentenceOf(entry)}{' '}
          <Text span size="xs" c="dimmed">
            {countOf(differing)} <Chevron size={12} aria-hidden style={{ verticalAlign: 'middle' }} />
          </Text>
        </Text>
      </UnstyledButton>
      {open && <Differences of={entry.target_name} differing={differing} />}
    </>
  );
}

function Differences({ of, differing }: { of: string; differing: Difference[] }) {
  return (
    <Table verticalSpacing={3} mt={6} fz="xs" layout="fixed" aria-label={`Values of ${of} before and after`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Value</Table.Th>
          <Table.Th>Before</Table.Th>
          <Table.Th>After</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {differing.map(({ path, before, after }) => (
          <Table.Tr key={path} style={{ overflowWrap: 'anywhere', verticalAlign: 'top' }}>
            <Table.Td>{pathWords(path)}</Table.Td>
            <Table.Td>{before || '—'}</Table.Td>
            <Table.Td>{after || '—'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
