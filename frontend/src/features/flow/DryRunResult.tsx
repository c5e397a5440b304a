/** What a dry run found: who came through, who did not and why; for one person every step. */

import { Alert, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { Link } from 'wouter';
import { headline, sums, undone } from '@/domain/flow/dryRun';
import { spansOf } from '@/domain/people/trace';
import type { DryPassedStep, DryRun } from '@/shared/api/types';
import { number, people, zoned } from '@/shared/format';
import { routes } from '@/shared/routes';
import trace from '../people/PersonTrace.module.css';
import { TraceStep } from '../people/TraceStep';
import { ChildrenTable } from '../run/ChildrenTree';
import { useWorkspace } from '../workspace/WorkspaceContext';
import classes from './ProblemsDrawer.module.css';

type Props = { campaign: number; found: DryRun; isStale: boolean };

export function DryRunResult({ campaign, found, isStale }: Props) {
  const { id: ws } = useWorkspace();
  return (
    <>
      {isStale && (
        <Alert color="yellow" py={6} mb={6}>
          The campaign has been edited since. Play it again to see what it does now.
        </Alert>
      )}
      <Text fw={600} size="sm">
        {headline(found)}
      </Text>
      {!found.person && (
        <div className={classes.sums}>
          {sums(found).map(({ count, word }) => (
            <span key={word}>
              <b>{number(count)}</b> {word}
            </span>
          ))}
        </div>
      )}
      {[...found.refused, ...found.stopped].map(({ words, people: count }) => (
        <Text size="sm" key={words}>
          {found.person ? words : `${people(count)}: ${words}`}
        </Text>
      ))}
      {found.person && found.entered === 0 && (
        <Link className="link" href={`${routes.person(ws, found.person.id)}?view=why-not&of=${campaign}`}>
          Why not? See every rule
        </Link>
      )}
      {found.notes.map((note) => (
        <Text size="sm" c="dimmed" key={note}>
          {note}
        </Text>
      ))}
      {found.person ? (
        <Steps found={found} />
      ) : (
        found.children.length > 0 && <ChildrenTable items={found.children} />
      )}
    </>
  );
}

function Steps({ found }: { found: DryRun }) {
  const spans = spansOf(found.trace.map(({ at }) => at));
  const leaps = spans.some(({ share }) => share > 0);
  return (
    <ol className={trace.steps} aria-label="Steps that the person would pass">
      {found.trace.map((step, index) => (
        <TraceStep
          key={step.place}
          step={step}
          after={spans[index]?.words === spans[index - 1]?.words ? '' : (spans[index]?.words ?? '')}
          share={leaps ? (spans[index]?.share ?? 0) : null}
          remark={undone}
        >
          <Choices step={step} />
          {step.until && (
            <div className={trace.done}>
              Would wait until {zoned(step.until, found.zone)} ({found.zone}), and then go on.
            </div>
          )}
        </TraceStep>
      ))}
    </ol>
  );
}

function Choices({ step }: { step: DryPassedStep }) {
  return step.asked.map(({ words, passed, actual }) => (
    <div key={words} className={trace.done}>
      {passed ? <IconCheck size={13} aria-label="Yes:" /> : <IconX size={13} aria-label="No:" />}
      {words}
      {actual !== null && <span>· is {actual}</span>}
    </div>
  ));
}
