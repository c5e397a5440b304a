/** Later and again: a run at a time, a recurrence with its next dates, and every planned run to cancel singly. */

import { ActionIcon, Button, Group, Stack, Table, Text, Tooltip } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconCalendarPlus, IconCalendarRepeat, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { blockedBecause } from '@/domain/problems';
import { cancelScheduledRun, endRecurrence } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Campaign, Schedule } from '@/shared/api/types';
import { zoned } from '@/shared/format';
import { failed, said } from '@/shared/ui/notices';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useDraft, useFlow } from '../drafts/DraftContext';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { PastRuns } from './PastRuns';
import { RecurrenceDialog } from './RecurrenceDialog';
import { RunLaterDialog } from './RunLaterDialog';
import { useSchedule } from './useSchedule';

type Asking = 'once' | 'recurrence' | null;

export function PlannedSection({ campaign }: { campaign: Campaign }) {
  const { whyNot } = useWorkspace();
  const { problems } = useDraft();
  const steps = useFlow().steps.length;
  const [asking, setAsking] = useState<Asking>(null);
  const schedule = useSchedule(campaign.id);
  const noSteps = steps === 0 ? 'The flow has no steps yet. Add one on the Flow page.' : null;
  const blocked = whyNot ?? blockedBecause(problems) ?? noSteps;
  const close = () => setAsking(null);
  return (
    <Section title="Scheduled runs">
      <Stack gap="sm">
        <Group gap="xs">
          <Tooltip label={blocked} disabled={!blocked}>
            <Button
              variant="light"
              leftSection={<IconCalendarPlus size={15} />}
              data-disabled={blocked ? true : undefined}
              aria-disabled={blocked ? true : undefined}
              onClick={() => !blocked && setAsking('once')}
            >
              Run Later
            </Button>
          </Tooltip>
          <Tooltip label={blocked} disabled={!blocked}>
            <Button
              variant="light"
              leftSection={<IconCalendarRepeat size={15} />}
              data-disabled={blocked ? true : undefined}
              aria-disabled={blocked ? true : undefined}
              onClick={() => !blocked && setAsking('recurrence')}
            >
              Schedule Recurrence
            </Button>
          </Tooltip>
        </Group>
        <Loaded query={schedule} rows={3}>
          {(found) => (
            <>
              <RecurrenceWords campaign={campaign} schedule={found} />
              <PlannedRuns campaign={campaign} schedule={found} />
              <PastRuns campaign={campaign.id} schedule={found} />
            </>
          )}
        </Loaded>
      </Stack>
      {asking === 'once' && <RunLaterDialog campaign={campaign} onClose={close} />}
      {asking === 'recurrence' && (
        <RecurrenceDialog
          campaign={campaign}
          current={schedule.data?.recurrence?.recurrence}
          onClose={close}
        />
      )}
    </Section>
  );
}

function RecurrenceWords({ campaign, schedule }: { campaign: Campaign; schedule: Schedule }) {
  const { id: ws, canEdit } = useWorkspace();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => endRecurrence(ws, campaign.id),
    onSuccess: () => {
      said('The recurrence has ended; its planned runs are cancelled.');
      client.invalidateQueries({ queryKey: keys.campaign(ws, campaign.id) });
    },
    onError: failed,
  });
  const { recurrence } = schedule;
  if (!recurrence) return null;
  const ask = () =>
    modals.openConfirmModal({
      title: 'End this recurrence?',
      children: 'All of its future runs are cancelled. A run that has started goes on.',
      labels: { confirm: 'End recurrence', cancel: 'Keep it' },
      confirmProps: { color: 'red' },
      onConfirm: () => end.mutate(),
    });
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {recurrence.words} ({recurrence.zone})
      </Text>
      {canEdit && (
        <Group>
          <Button size="compact-sm" variant="subtle" color="red" loading={end.isPending} onClick={ask}>
            End recurrence
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function PlannedRuns({ campaign, schedule }: { campaign: Campaign; schedule: Schedule }) {
  const { id: ws, canEdit } = useWorkspace();
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: (id: number) => cancelScheduledRun(ws, id),
    onSuccess: () => said('The scheduled run is cancelled.'),
    onError: (error) => failed(error),
    onSettled: () => client.invalidateQueries({ queryKey: keys.campaign(ws, campaign.id) }),
  });
  if (schedule.planned.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No run is planned.
      </Text>
    );
  return (
    <Table verticalSpacing={4} aria-label="Planned runs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Planned for ({schedule.zone})</Table.Th>
          <Table.Th>By</Table.Th>
          <Table.Th aria-label="Cancel" />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {schedule.planned.map((run) => (
          <Table.Tr key={`${run.id}-${run.at}`}>
            <Table.Td>
              {zoned(run.at, schedule.zone)}
              {run.recurring && (
                <Text span size="xs" c="dimmed">
                  {' '}
                  · recurring
                </Text>
              )}
            </Table.Td>
            <Table.Td>{run.by ?? '–'}</Table.Td>
            <Table.Td ta="right">
              {canEdit && run.id !== null && (
                <ActionIcon
                  variant="subtle"
                  color="red"
                  aria-label={`Cancel the run of ${zoned(run.at, schedule.zone)}`}
                  disabled={cancel.isPending}
                  onClick={() => cancel.mutate(Number(run.id))}
                >
                  <IconX size={15} />
                </ActionIcon>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
