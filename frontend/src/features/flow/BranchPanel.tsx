/** One choice with its condition, or the default; each repeats the step's parameters or does nothing. */

import { ActionIcon, Checkbox, Select } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { DEFAULT } from '@/domain/flow/flow';
import { blankParams } from '@/domain/forms/fields';
import { isError } from '@/domain/problems';
import type { Choice, FlowStep, Kind, Params, Problem } from '@/shared/api/types';
import { useDraft } from '../drafts/DraftContext';
import { ParamsForm } from '../forms/ParamsForm';
import { useCatalog } from '../workspace/queries';
import classes from './Inspector.module.css';
import { ProblemLine } from './ProblemLine';

type Props = {
  step: FlowStep;
  kind: Kind;
  choice: Choice | null;
  place: { index: number; count: number } | null;
  problems: Problem[];
};

export function BranchPanel({ step, kind, choice, place, problems }: Props) {
  const { session, readOnly } = useDraft();
  const { edit } = session.flow;
  const branch = choice?.id ?? DEFAULT;
  const content = choice ?? step.default;
  const name = place ? `Choice ${place.index + 1}` : step.choices.length ? 'Default' : 'Settings';
  return (
    <section className={classes.branch} aria-label={name} data-broken={problems.some(isError) || undefined}>
      {(place || step.choices.length > 0) && (
        <div className={classes.branchHead}>
          <span>{place ? `${name} of ${place.count}` : 'Default: everyone else'}</span>
          {choice && place && !readOnly && <ChoiceTools step={step} choice={choice} place={place} />}
        </div>
      )}
      <div className={classes.branchBody}>
        {choice && <ConditionForm step={step} choice={choice} />}
        {choice && <span className={classes.then}>then</span>}
        {problems.map((problem) => (
          <ProblemLine key={problem.code + problem.message} problem={problem} />
        ))}
        {!content.do_nothing && (
          <ParamsForm
            kind={kind}
            params={content.params}
            onChange={(params: Params) => edit({ type: 'configure', id: step.id, branch, params })}
          />
        )}
        {(choice || step.choices.length > 0) && (
          <Checkbox
            label="Do Nothing"
            checked={content.do_nothing}
            disabled={readOnly}
            onChange={(event) =>
              edit({
                type: 'setDoNothing',
                id: step.id,
                branch,
                doNothing: event.currentTarget.checked,
              })
            }
          />
        )}
      </div>
    </section>
  );
}

function ChoiceTools({
  step,
  choice,
  place,
}: {
  step: FlowStep;
  choice: Choice;
  place: { index: number; count: number };
}) {
  const { edit } = useDraft().session.flow;
  const name = `choice ${place.index + 1}`;
  const move = (by: -1 | 1) => edit({ type: 'moveChoice', id: step.id, choice: choice.id, by });
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label={`Move ${name} up`}
        disabled={place.index === 0}
        onClick={() => move(-1)}
      >
        <IconArrowUp size={15} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label={`Move ${name} down`}
        disabled={place.index === place.count - 1}
        onClick={() => move(1)}
      >
        <IconArrowDown size={15} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label={`Delete ${name}`}
        onClick={() => edit({ type: 'removeChoice', id: step.id, choice: choice.id })}
      >
        <IconTrash size={15} />
      </ActionIcon>
    </>
  );
}

function ConditionForm({ step, choice }: { step: FlowStep; choice: Choice }) {
  const { session, readOnly } = useDraft();
  const kinds = useCatalog().data?.filters.filter((kind) => kind.in_choice) ?? [];
  const chosen = kinds.find(({ kind }) => kind === choice.condition.kind);
  const set = (kind: string, params: Params) =>
    session.flow.edit({ type: 'setCondition', id: step.id, choice: choice.id, condition: { kind, params } });
  return (
    <>
      <Select
        label="If"
        data={kinds.map(({ kind, label }) => ({ value: kind, label }))}
        value={choice.condition.kind}
        searchable
        allowDeselect={false}
        disabled={readOnly}
        onChange={(next) => next && set(next, blankParams(kinds.find(({ kind }) => kind === next)))}
      />
      {chosen && (
        <ParamsForm
          kind={chosen}
          params={choice.condition.params}
          onChange={(params) => set(choice.condition.kind, params)}
        />
      )}
    </>
  );
}
