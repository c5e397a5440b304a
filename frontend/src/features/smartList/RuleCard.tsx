/** One filter or trigger with its constraints; a broken one says why. */

import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconBolt, IconTrash } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { isError } from '@/domain/problems';
import type { RuleGroup } from '@/domain/smartList/smartList';
import { ruleWords } from '@/domain/words';
import type { Kind, Problem, Rule } from '@/shared/api/types';
import { useDraft } from '../drafts/DraftContext';
import { ProblemLine } from '../flow/ProblemLine';
import { ParamsForm } from '../forms/ParamsForm';
import { useNames } from '../workspace/queries';
import classes from './SmartList.module.css';

type Props = {
  rule: Rule;
  group: RuleGroup;
  number: number;
  count: number;
  joiner: string | null;
  kind: Kind | undefined;
  problems: Problem[];
};

export function RuleCard({ rule, group, number, count, joiner, kind, problems }: Props) {
  const { session, readOnly } = useDraft();
  const names = useNames();
  const { edit } = session.smartList;
  const label = kind?.label ?? rule.kind;
  const words = names ? ruleWords(rule, names) : '';
  const move = (by: number) => edit({ type: 'move', id: rule.id, to: number - 1 + by });

  function onKeyDown(event: KeyboardEvent) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || !by || readOnly) return;
    event.preventDefault();
    move(by);
  }

  return (
    <>
      {joiner && <span className={classes.joiner}>{joiner}</span>}
      <section
        className={classes.card}
        aria-label={`${group === 'triggers' ? 'Trigger' : 'Filter'} ${number}, ${words}`}
        data-rule={rule.id}
        data-group={group}
        data-broken={problems.some(isError) || undefined}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) session.begun.leave();
        }}
      >
        <header className={classes.cardHead}>
          {group === 'triggers' ? (
            <IconBolt size={15} color="var(--role-wait)" aria-hidden />
          ) : (
            <span className={classes.number}>{number}</span>
          )}
          <span className={classes.label}>{label}</span>
          <span className={classes.words} title={words}>
            {rule.kind === 'person_field' ? words : words.replace(`${label}: `, '')}
          </span>
          {!readOnly && (
            <>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={26}
                aria-label={`Move ${label} up`}
                disabled={number === 1}
                onClick={() => move(-1)}
              >
                <IconArrowUp size={15} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={26}
                aria-label={`Move ${label} down`}
                disabled={number === count}
                onClick={() => move(1)}
              >
                <IconArrowDown size={15} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={26}
                aria-label={`Delete ${label}`}
                onClick={() => edit({ type: 'remove', id: rule.id })}
              >
                <IconTrash size={15} />
              </ActionIcon>
            </>
          )}
        </header>
        <div className={classes.cardBody} data-body>
          {kind ? (
            <ParamsForm
              inline
              kind={kind}
              params={rule.params}
              onChange={(params) => edit({ type: 'configure', id: rule.id, params })}
            />
          ) : (
            <p>This kind of filter is not known here. Delete it, or ask your admin.</p>
          )}
          {problems.map((problem) => (
            <ProblemLine key={problem.code + problem.message} problem={problem} />
          ))}
        </div>
      </section>
    </>
  );
}
