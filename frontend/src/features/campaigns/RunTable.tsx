import { Badge, Table, Text } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import type { Campaign, RunRef, RunState } from '@/shared/api/types';
import { duration, number } from '@/shared/format';
import { routes } from '@/shared/routes';
import { Moment } from '@/shared/ui/Moment';
import { useWorkspace } from '../workspace/WorkspaceContext';

export const RUN_STATES: Record<RunState, { label: string; color: string; meaning: string }> = {
  preparing: { label: 'Preparing', color: 'gray', meaning: 'Finding out who qualifies.' },
  running: { label: 'Running', color: 'blue', meaning: 'People are going through the flow.' },
  waiting: { label: 'Waiting', color: 'yellow', meaning: 'People stand at a Wait step.' },
  done: { label: 'Done', color: 'green', meaning: 'Everyone has been through the flow.' },
  aborted: { label: 'Aborted', color: 'gray', meaning: 'Someone stopped it; what had happened stays.' },
  failed: { label: 'Failed', color: 'red', meaning: 'It could not start or go on.' },
};

const KINDS: Record<RunRef['kind'], string> = { batch: 'Run Once', trigger: 'Trigger', request: 'Requested' };

export function StateBadge({ state, paused = false }: { state: RunState; paused?: boolean }) {
  if (paused)
    return (
      <Badge color="orange" title="Nobody goes on until it is resumed.">
        Paused
      </Badge>
    );
  const words = RUN_STATES[state];
  return (
    <Badge color={words.color} title={words.meaning}>
      {words.label}
    </Badge>
  );
}

export function RunTable({ runs, campaign }: { runs: RunRef[]; campaign: Campaign }) {
  const { id: ws } = useWorkspace();
  const [, navigate] = useLocation();
  if (runs.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {campaign.executable
          ? 'An executable has no runs of its own: look at the runs of the campaigns that execute it.'
          : 'No run yet. Every run shows here with its counts and its activity log.'}
      </Text>
    );
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table highlightOnHover verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Run</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Started</Table.Th>
            <Table.Th>By</Table.Th>
            <Table.Th>Took</Table.Th>
            <Table.Th ta="right">Entered</Table.Th>
            <Table.Th ta="right">Done</Table.Th>
            <Table.Th ta="right">Waiting</Table.Th>
            <Table.Th ta="right">Held</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr
              key={run.id}
              style={{ cursor: 'pointer' }}
              onClick={() => navigate(routes.run(ws, run.id))}
            >
              <Table.Td>
                <Link className="link" href={routes.run(ws, run.id)}>
                  {KINDS[run.kind] ?? run.kind} {run.id}
                </Link>
              </Table.Td>
              <Table.Td>
                <StateBadge state={run.state} paused={run.paused} />
              </Table.Td>
              <Table.Td>
                <Moment at={run.started_at} />
              </Table.Td>
              <Table.Td>{run.started_by ?? '–'}</Table.Td>
              <Table.Td>{run.ended_at ? duration(run.started_at, run.ended_at) : '–'}</Table.Td>
              <Table.Td ta="right">{number(run.entered)}</Table.Td>
              <Table.Td ta="right">{number(run.done)}</Table.Td>
              <Table.Td ta="right">{number(run.waiting)}</Table.Td>
              <Table.Td ta="right" c={run.held ? 'var(--bad)' : undefined}>
                {number(run.held)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
