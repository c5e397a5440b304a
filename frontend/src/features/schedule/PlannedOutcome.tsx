/** What became of a planned run, with its reason where it did not start. */

import { Badge, Group, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { ScheduledRun } from '@/shared/api/types';
import { routes } from '@/shared/routes';

const WORDS: Record<ScheduledRun['state'], { label: string; color: string }> = {
  scheduled: { label: 'Planned', color: 'blue' },
  started: { label: 'Started', color: 'green' },
  cancelled: { label: 'Cancelled', color: 'gray' },
  missed: { label: 'Missed', color: 'red' },
  not_started: { label: 'Not started', color: 'red' },
};

export function PlannedOutcome({ run, ws }: { run: ScheduledRun; ws: number }) {
  const { label, color } = WORDS[run.state];
  return (
    <div>
      <Group gap={6}>
        <Badge color={color}>{label}</Badge>
        {run.late && <Badge color="yellow">Late</Badge>}
        {run.run !== null && (
          <Link className="link" href={routes.run(ws, run.run)}>
            Run {run.run}
          </Link>
        )}
      </Group>
      {run.reason && (
        <Text size="xs" c={color === 'red' ? 'var(--bad)' : 'dimmed'}>
          {run.reason}
        </Text>
      )}
    </div>
  );
}
