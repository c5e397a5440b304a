/** For one run, the waterfall of steps and nested executables, with what was decided and why. */

import { Select, Text } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { spansOf } from '@/domain/people/trace';
import { readPersonRuns, readTrace } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { PersonRun, Trace } from '@/shared/api/types';
import { moment } from '@/shared/format';
import { useSearchParts } from '@/shared/hooks/useSearchParts';
import { routes } from '@/shared/routes';
import { Empty, Loaded } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';
import classes from './PersonTrace.module.css';
import { TraceStep } from './TraceStep';

export function PersonTrace({ person }: { person: number }) {
  const { id: ws } = useWorkspace();
  const runs = useQuery({
    queryKey: [...keys.person(ws, person), 'runs'],
    queryFn: () => readPersonRuns(ws, person),
  });
  return (
    <div className={classes.view}>
      <Loaded query={runs}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon={<IconRoute size={22} />} title="In no run yet">
              Once a campaign has done something with this person, its steps and decisions show here.
            </Empty>
          ) : (
            <OneRun person={person} runs={list} />
          )
        }
      </Loaded>
    </div>
  );
}

function OneRun({ person, runs }: { person: number; runs: PersonRun[] }) {
  const { id: ws } = useWorkspace();
  const [part, set] = useSearchParts();
  const chosen = runs.find(({ id }) => String(id) === part('run')) ?? (runs[0] as PersonRun);
  const trace = useQuery({
    queryKey: [...keys.person(ws, person), 'trace', chosen.id],
    queryFn: () => readTrace(ws, person, chosen.id),
  });
  return (
    <>
      <div className={classes.bar}>
        <Select
          aria-label="Run"
          w={380}
          allowDeselect={false}
          searchable
          data={runs.map(({ id, campaign, since }) => ({
            value: String(id),
            label: `${campaign?.name ?? 'Single step'} · run ${id} · ${moment(since)}`,
          }))}
          value={String(chosen.id)}
          onChange={(run) => set({ run })}
        />
        <Link className="link" href={`${routes.run(ws, chosen.id)}?person=${person}`}>
          Open the run
        </Link>
      </div>
      <Loaded query={trace}>{(found) => <Waterfall trace={found} />}</Loaded>
    </>
  );
}

function Waterfall({ trace }: { trace: Trace }) {
  const spans = spansOf(trace.steps.map(({ at }) => at));
  return (
    <>
      <ol className={classes.steps} aria-label="Steps passed">
        {trace.steps.map((step, index) => (
          <TraceStep
            // biome-ignore lint/suspicious/noArrayIndexKey: one place may be passed again
            key={`${step.place}${index}`}
            step={step}
            after={spans[index]?.words === spans[index - 1]?.words ? '' : (spans[index]?.words ?? '')}
            share={spans.some(({ share }) => share > 0) ? (spans[index]?.share ?? 0) : null}
          />
        ))}
      </ol>
      {trace.cut && (
        <Text size="sm" c="dimmed" mt="sm">
          This run did more with the person than is shown here; the activity log has all of it.
        </Text>
      )}
    </>
  );
}
