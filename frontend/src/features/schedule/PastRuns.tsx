/** What became of earlier planned runs; after a long downtime they are many, so the older ones come in pages. */

import { Button, Table } from '@mantine/core';
import type { Schedule } from '@/shared/api/types';
import { zoned } from '@/shared/format';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { PlannedOutcome } from './PlannedOutcome';
import { useEarlierRuns } from './useSchedule';

export function PastRuns({ campaign, schedule }: { campaign: number; schedule: Schedule }) {
  const { id: ws } = useWorkspace();
  const { runs, hasMore, isLoading, showMore } = useEarlierRuns(campaign, schedule);
  if (runs.length === 0) return null;
  return (
    <div>
      <Table verticalSpacing={4} aria-label="What became of earlier ones">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Was planned for ({schedule.zone})</Table.Th>
            <Table.Th>What became of it</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={`${run.id}-${run.at}`}>
              <Table.Td>{zoned(run.at, schedule.zone)}</Table.Td>
              <Table.Td>
                <PlannedOutcome run={run} ws={ws} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {hasMore && (
        <Button variant="subtle" mt="xs" loading={isLoading} onClick={showMore}>
          Show earlier ones
        </Button>
      )}
    </div>
  );
}
