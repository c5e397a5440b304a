/** One card: verb, parameters in words, choices, problems, counts, and executables opened inside. */

import { ActionIcon } from '@mantine/core';
import {
  IconArrowRight,
  IconChevronDown,
  IconChevronRight,
  IconDots,
  IconExternalLink,
} from '@tabler/icons-react';
import { type CSSProperties, type MouseEvent, memo } from 'react';
import { SHOWN_PROBLEMS } from '@/domain/flow/graph';
import type { Call, Card, CardRow } from '@/domain/flow/picture';
import { isError, sorted } from '@/domain/problems';
import type { Problem } from '@/shared/api/types';
import { number } from '@/shared/format';
import { useCanvas, useSelection } from './CanvasContext';
import classes from './Card.module.css';
import { ProblemIcon } from './ProblemLine';
import { StepCounts } from './StepCounts';
import { roleColor, stepIcon } from './stepLook';
import { joiningOf } from './useChosenSteps';

export function CardBody({ card }: { card: Card }) {
  const { selected, chosen } = useSelection();
  const isNested = card.depth > 0;
  const isSelected = selected === card.place || (!isNested && selected === card.id);
  return <Face card={card} isSelected={isSelected} isChosen={!isNested && chosen.has(card.id)} />;
}

type FaceProps = { card: Card; isSelected: boolean; isChosen: boolean };

const Face = memo(function Face({ card, isSelected, isChosen }: FaceProps) {
  const { onSelect, onMenu } = useCanvas();
  const Icon = stepIcon(card.step.kind, card.role);
  const isNested = card.depth > 0;
  const label = `Step ${card.number}, ${card.label}, ${card.words}`;

  function select(event: MouseEvent) {
    event.stopPropagation();
    onSelect(card.id, card.place, joiningOf(event));
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the canvas around it hears the keys
    // biome-ignore lint/a11y/useSemanticElements: a card holds buttons of its own
    <div
      className={classes.card}
      style={{ '--role': roleColor(card.role) } as CSSProperties}
      role="group"
      aria-label={label}
      aria-current={isSelected || undefined}
      tabIndex={isNested ? undefined : isSelected ? 0 : -1}
      data-step={isNested ? undefined : card.id}
      data-selected={isSelected || undefined}
      data-chosen={isChosen || undefined}
      data-nested={isNested || undefined}
      data-relation={card.calls[0]?.relation ?? relationOf(card.step.kind)}
      data-broken={card.problems.some(isError) || undefined}
      onClick={select}
      onContextMenu={(event) => {
        if (!onMenu || isNested) return;
        event.preventDefault();
        onMenu(card.id, event.clientX, event.clientY);
      }}
    >
      <div className={classes.head} data-drag>
        <span className={classes.icon}>
          <Icon size={16} stroke={1.9} aria-hidden />
        </span>
        <span className={classes.number}>{card.number}</span>
        <span className={classes.label}>{card.label}</span>
        {onMenu && !isNested && (
          <ActionIcon
            className="nodrag"
            variant="subtle"
            color="gray"
            size={24}
            tabIndex={-1}
            aria-label={`Actions for step ${card.number}, ${card.label}`}
            onClick={(event) => {
              event.stopPropagation();
              const box = event.currentTarget.getBoundingClientRect();
              onMenu(card.id, box.left, box.bottom);
            }}
          >
            <IconDots size={15} />
          </ActionIcon>
        )}
      </div>
      {card.rows.map((row) => (
        <BranchRow key={row.branch} row={row} />
      ))}
      <ProblemRows problems={card.problems} />
      {card.calls.map((call) => (
        <CallRow key={call.campaign} call={call} place={card.place} />
      ))}
      {card.count && (
        <div className={classes.counts}>
          <StepCounts count={card.count} />
        </div>
      )}
    </div>
  );
});

function relationOf(kind: string): string | undefined {
  if (kind === 'execute_campaign') return 'executes';
  return kind === 'request_campaign' ? 'requests' : undefined;
}

function BranchRow({ row }: { row: CardRow }) {
  const title = [row.condition, row.words].filter(Boolean).join(' → ');
  return (
    <div className={classes.row} title={title}>
      {row.condition !== null && (
        <>
          <span className={classes.condition}>
            {row.condition === '' ? 'Default' : `If ${row.condition}`}
          </span>
          <IconArrowRight size={13} aria-hidden style={{ flex: 'none' }} />
        </>
      )}
      <span className={classes.words} data-nothing={row.doNothing || undefined}>
        {row.words}
      </span>
      {row.count !== null && <span className={classes.branchCount}>{number(row.count)}</span>}
    </div>
  );
}

function ProblemRows({ problems }: { problems: Problem[] }) {
  const more = problems.length - SHOWN_PROBLEMS;
  return (
    <>
      {sorted(problems)
        .slice(0, SHOWN_PROBLEMS)
        .map((problem) => (
          <div
            key={`${problem.code}${problem.where.branch}${problem.message}`}
            className={classes.problem}
            data-severity={problem.severity}
            title={problem.message}
          >
            <ProblemIcon severity={problem.severity} size={14} />
            <span>{problem.message}</span>
          </div>
        ))}
      {more > 0 && (
        <div className={classes.problem} data-severity="warning">
          <span>and {more} more</span>
        </div>
      )}
    </>
  );
}

function CallRow({ call, place }: { call: Call; place: string }) {
  const { onToggle, onOpenCampaign } = useCanvas();
  const stop = (event: MouseEvent, action: () => void) => {
    event.stopPropagation();
    action();
  };
  return (
    <>
      <div className={classes.call}>
        {call.canOpen && (
          <ActionIcon
            className="nodrag"
            variant="subtle"
            size={22}
            aria-label={`${call.inside ? 'Close' : 'Open'} ${call.name} here`}
            aria-expanded={call.inside !== null}
            onClick={(event) => stop(event, () => onToggle(place))}
          >
            {call.inside ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
          </ActionIcon>
        )}
        <span className={classes.callName}>{call.name}</span>
        <span className={classes.callWord}>
          {call.detail ?? (call.relation === 'executes' ? 'runs here' : 'runs in parallel')}
        </span>
        <ActionIcon
          className="nodrag"
          ml="auto"
          variant="subtle"
          size={22}
          aria-label={`Go to ${call.name}`}
          onClick={(event) => stop(event, () => onOpenCampaign(call.campaign))}
        >
          <IconExternalLink size={14} />
        </ActionIcon>
      </div>
      {call.inside && <Inside inside={call.inside} />}
    </>
  );
}

function Inside({ inside }: { inside: NonNullable<Call['inside']> }) {
  return (
    <div className={classes.inside}>
      <div className={classes.entryWords} title={inside.entry}>
        {inside.entry}
      </div>
      {inside.cards.map((card) => (
        <div key={card.id} className={classes.nested}>
          <CardBody card={card} />
        </div>
      ))}
      {inside.cards.length === 0 && <div className={classes.emptyInside}>Its flow has no steps.</div>}
    </div>
  );
}
