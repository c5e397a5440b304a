/** The queue: what waits to be worked on, why, since when, and how long it will take. */

import { Badge, Table, Text } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { readQueue } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { QueueRow } from '@/shared/api/types';
import { about, number, people } from '@/shared/format';
import { routes } from '@/shared/routes';
import { Moment } from '@/shared/ui/Moment';
import { PageBody, PageHeader } from '@/shared/ui/Page';
import { Empty, Loaded } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';

const EVERY = 2000;
const LANES: Record<QueueRow['lane'], string> = {
  trigger: 'Triggers',
  batch: 'Batches',
  delivery: 'Mail and web calls',
};
const COLORS: Record<QueueRow['priority'], string> = { high: 'red', medium: 'blue', low: 'gray' };

export default function QueuePage() {
  const { id: ws } = useWorkspace();
  const queue = useQuery({ queryKey: keys.queue(ws), queryFn: () => readQueue(ws), refetchInterval: EVERY });
  return (
    <>
      <PageHeader title="Queue" icon={<IconStack2 size={20} aria-hidden />} />
      <PageBody>
        <Loaded query={queue}>
          {({ items, more }) =>
            items.length === 0 ? (
              <Empty icon={<IconStack2 size={22} />} title="Nothing waits">
                Everything that was started has been worked on. People who stand at a Wait step are not in the
                queue until their time comes.
              </Empty>
            ) : (
              <>
                <Text size="sm" c="dimmed" mb="xs">
                  Trigger work comes before batch work; in each, higher classes first, and whoever has waited
                  longest.
                </Text>
                <Rows rows={items} ws={ws} />
                {more && <Text size="sm">There are more runs in the queue than are shown here.</Text>}
              </>
            )
          }
        </Loaded>
      </PageBody>
    </>
  );
}

function Rows({ rows, ws }: { rows: readonly QueueRow[]; ws: number }) {
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table verticalSpacing={6} aria-label="The queue">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Run</Table.Th>
            <Table.Th>Queue</Table.Th>
            <Table.Th>Priority</Table.Th>
            <Table.Th ta="right">Waiting</Table.Th>
            <Table.Th>Since</Table.Th>
            <Table.Th>Why</Table.Th>
            <Table.Th ta="right">Done in about</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={`${row.run}-${row.lane}`}>
              <Table.Td>
                <Link className="link" href={routes.run(ws, row.run)}>
                  {row.name}, run {row.run}
                </Link>
              </Table.Td>
              <Table.Td>{LANES[row.lane]}</Table.Td>
              <Table.Td>
                <Priority row={row} ws={ws} />
              </Table.Td>
              <Table.Td ta="right">{number(row.people)}</Table.Td>
              <Table.Td>
                <Moment at={row.since} />
              </Table.Td>
              <Table.Td>{why(row)}</Table.Td>
              <Table.Td ta="right">{row.seconds === null ? '–' : about(row.seconds)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Priority({ row, ws }: { row: QueueRow; ws: number }) {
  const badge = (
    <Badge color={COLORS[row.priority]} variant="light">
      {row.priority}
    </Badge>
  );
  if (!row.campaign) return badge;
  return (
    <Link
      className="link"
      href={routes.campaign(ws, row.campaign.id, 'schedule')}
      title={
        row.is_default_priority ? 'By its steps; change it on the Schedule page' : 'Set on the Schedule page'
      }
    >
      {badge}
    </Link>
  );
}

function why(row: QueueRow): string {
  switch (row.why) {
    case 'paused':
      return 'Paused: nobody goes on until it is resumed.';
    case 'preparing':
      return 'Finding out who qualifies.';
    case 'put_back':
      return 'Put back after a passing fault; it is tried again in a moment.';
    case 'working':
      return 'Being worked on.';
    case 'next':
      return 'Next in its queue.';
    case 'behind':
      return `Behind ${people(row.ahead)}.`;
    case 'sending':
      return 'Handed over as fast as the mail server or web service takes it.';
  }
}
