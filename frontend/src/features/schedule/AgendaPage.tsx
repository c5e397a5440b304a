/** The agenda: every planned run of the workspace, day by day, and what became of those that have been. */

import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconCalendar, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { readAgenda } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Agenda, ScheduledRun } from '@/shared/api/types';
import { zoned } from '@/shared/format';
import { routes } from '@/shared/routes';
import { PageBody, PageHeader } from '@/shared/ui/Page';
import { Empty, Loaded } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { PlannedOutcome } from './PlannedOutcome';

const DAYS = 28;
const DAY = 86_400_000;

export default function AgendaPage() {
  const { id: ws, timezone } = useWorkspace();
  const [since, setSince] = useState<number | null>(null);
  const agenda = useQuery({
    queryKey: [...keys.agenda(ws), since],
    queryFn: () => readAgenda(ws, { days: DAYS, ...(since ? { since: new Date(since).toISOString() } : {}) }),
    placeholderData: keepPreviousData,
  });
  const move = (by: number) => setSince((since ?? Date.now()) + by * DAYS * DAY);
  return (
    <>
      <PageHeader
        title="Agenda"
        icon={<IconCalendar size={20} aria-hidden />}
        badges={
          <Text size="xs" c="dimmed">
            Times of {timezone}
          </Text>
        }
        actions={
          <Group gap={6}>
            <Button variant="default" leftSection={<IconChevronLeft size={15} />} onClick={() => move(-1)}>
              Earlier
            </Button>
            <Button variant="default" disabled={since === null} onClick={() => setSince(null)}>
              Today
            </Button>
            <Button variant="default" rightSection={<IconChevronRight size={15} />} onClick={() => move(1)}>
              Later
            </Button>
          </Group>
        }
      />
      <PageBody>
        <Loaded query={agenda}>{(found) => <Days agenda={found} ws={ws} />}</Loaded>
      </PageBody>
    </>
  );
}

function Days({ agenda, ws }: { agenda: Agenda; ws: number }) {
  if (agenda.items.length === 0)
    return (
      <Empty icon={<IconCalendar size={22} />} title="Nothing is planned in these four weeks">
        Open a batch campaign’s Schedule page and choose Run Later or Schedule Recurrence.
      </Empty>
    );
  const days = new Map<string, ScheduledRun[]>();
  for (const run of agenda.items) {
    const [day = ''] = zoned(run.at, agenda.zone).split(',');
    days.set(day, [...(days.get(day) ?? []), run]);
  }
  return (
    <Stack gap="md" maw={1000}>
      {[...days].map(([day, runs]) => (
        <section key={day} aria-label={day}>
          <Title order={2} size="h4" mb={4}>
            {day}
          </Title>
          <Table verticalSpacing={5} aria-label={`Runs of ${day}`}>
            <Table.Tbody>
              {runs.map((run) => (
                <Table.Tr key={`${run.id}-${run.campaign.id}-${run.at}`}>
                  <Table.Td w={80}>{zoned(run.at, agenda.zone).split(', ')[1]}</Table.Td>
                  <Table.Td>
                    <Link className="link" href={routes.campaign(ws, run.campaign.id, 'schedule')}>
                      {run.campaign.name}
                    </Link>
                    {run.recurring && (
                      <Text span size="xs" c="dimmed">
                        {' '}
                        · recurring
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td w="45%">
                    <PlannedOutcome run={run} ws={ws} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ))}
      {agenda.more && (
        <Text size="sm" c="dimmed">
          There are more runs than are shown here.
        </Text>
      )}
    </Stack>
  );
}
