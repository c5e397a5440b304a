/** How the person's scores came to be: a line per score, one point per change. */

import '@mantine/charts/styles.css';
import { LineChart } from '@mantine/charts';
import { Text } from '@mantine/core';
import { IconTrendingUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { scoreHistory } from '@/domain/people/scores';
import { readPersonActivities } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Activity } from '@/shared/api/types';
import { counted, moment, number } from '@/shared/format';
import { Empty, Loaded } from '@/shared/ui/states';
import { useFieldLabel } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import classes from './Person.module.css';

const MOST_PAGES = 10;
const COLORS = ['iris.6', 'teal.6', 'orange.6', 'grape.6', 'pink.6', 'lime.7'];

export default function ScoreChart({ person }: { person: number }) {
  const { id: ws } = useWorkspace();
  const changes = useQuery({
    queryKey: [...keys.person(ws, person), 'scores'],
    queryFn: () => readChanges(ws, person),
  });
  return (
    <div className={classes.view}>
      <Loaded query={changes}>{(found) => <Chart {...found} />}</Loaded>
    </div>
  );
}

const when = (at: unknown): string => (Number(at) > 0 ? moment(new Date(Number(at)).toISOString()) : '');

type Changes = { activities: Activity[]; more: boolean };

async function readChanges(ws: number, person: number): Promise<Changes> {
  const activities: Activity[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = await readPersonActivities(ws, person, { type: 'change_score', cursor });
    activities.push(...found.items);
    cursor = found.next;
    if (!cursor) break;
  }
  return { activities, more: cursor !== null };
}

function Chart({ activities, more }: Changes) {
  const labelOf = useFieldLabel();
  const { fields, points } = scoreHistory(activities);
  if (points.length === 0)
    return (
      <Empty icon={<IconTrendingUp size={22} />} title="No score yet">
        Each Change Score step adds a point here.
      </Empty>
    );
  return (
    <>
      <LineChart
        h={320}
        data={points}
        dataKey="at"
        curveType="stepAfter"
        withLegend
        valueFormatter={number}
        series={fields.map((name, index) => ({
          name,
          label: labelOf(name),
          color: COLORS[index % COLORS.length] as string,
        }))}
        xAxisProps={{
          type: 'number',
          scale: 'time',
          domain: ['dataMin', 'dataMax'],
          tickFormatter: when,
        }}
        tooltipProps={{ labelFormatter: when }}
        aria-label="Scores over time"
      />
      <Text size="sm" c="dimmed" mt="sm">
        {more
          ? `The last ${counted(points.length, 'change')}; there are earlier ones, which the activity log shows.`
          : `All ${counted(points.length, 'change')}.`}{' '}
        {fields.map((name) => `${labelOf(name)} is now ${number(points.at(-1)?.[name])}`).join(', ')}.
      </Text>
    </>
  );
}
