/** The flow as a dense list: the canvas's twin, over the same cards. */

import { IconArrowRight, IconChevronDown, IconChevronRight, IconFilter } from '@tabler/icons-react';
import {
  type CSSProperties,
  type DragEvent,
  type KeyboardEvent,
  memo,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { Call, Card } from '@/domain/flow/picture';
import { isError, sorted } from '@/domain/problems';
import type { CanvasEdits } from './FlowCanvas';
import { STEP_DRAG } from './FlowCanvas';
import classes from './FlowList.module.css';
import type { Entry } from './nodes';
import { ProblemIcon } from './ProblemLine';
import { StepCounts } from './StepCounts';
import { roleColor, stepIcon } from './stepLook';
import { type Joining, joiningOf } from './useChosenSteps';

const MOVE_DRAG = 'application/x-flow-move';

type Props = {
  cards: Card[];
  entry: Entry;
  selected: string | null;
  chosen: ReadonlySet<string>;
  onSelect: (step: string | null, joining?: Joining) => void;
  onToggle: (place: string) => void;
  edits?: CanvasEdits;
  onKeyDown: (event: KeyboardEvent) => void;
};

export function FlowList({ cards, entry, selected, chosen, onSelect, onToggle, edits, onKeyDown }: Props) {
  const box = useRef<HTMLElement>(null);
  const [dropAt, setDropAt] = useState<number | null>(null);
  useEffect(() => {
    const row = box.current?.querySelector<HTMLElement>(`[data-step="${selected}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    const inside = box.current?.contains(document.activeElement);
    if (inside || document.activeElement === document.body) row?.focus({ preventScroll: true });
  }, [selected]);

  function gapUnder(event: DragEvent): number {
    const rows = [...(box.current?.querySelectorAll<HTMLElement>('[data-at]') ?? [])];
    const middles = rows.map((row) => row.getBoundingClientRect());
    const at = middles.findIndex(({ top, height }) => event.clientY < top + height / 2);
    return at < 0 ? rows.length : at;
  }

  function onDragOver(event: DragEvent) {
    const { types } = event.dataTransfer;
    if (!edits || !(types.includes(STEP_DRAG) || types.includes(MOVE_DRAG))) return;
    event.preventDefault();
    setDropAt(gapUnder(event));
  }

  function onDrop(event: DragEvent) {
    const kind = event.dataTransfer.getData(STEP_DRAG);
    const step = event.dataTransfer.getData(MOVE_DRAG);
    setDropAt(null);
    event.preventDefault();
    if (kind) edits?.dropKind(kind, gapUnder(event));
    else if (step) edits?.moveTo(step, gapUnder(event));
  }

  return (
    <section
      ref={box}
      className={classes.list}
      aria-label="Flow list"
      onKeyDown={onKeyDown}
      onDragOver={onDragOver}
      onDragLeave={() => setDropAt(null)}
      onDrop={onDrop}
    >
      <EntryRow entry={entry} isSelected={selected === 'entry'} onSelect={() => onSelect('entry')} />
      {cards.map((card, at) => (
        <div key={card.id} data-at={at} data-drop={dropAt === at || undefined} className={classes.place}>
          <Row
            card={card}
            isSelected={selected === card.id}
            isChosen={chosen.has(card.id)}
            onSelect={onSelect}
            onToggle={onToggle}
            edits={edits}
          />
        </div>
      ))}
      <div className={classes.end} data-drop={dropAt === cards.length || undefined}>
        End of the flow
      </div>
    </section>
  );
}

function EntryRow({
  entry,
  isSelected,
  onSelect,
}: {
  entry: Entry;
  isSelected: boolean;
  onSelect: () => void;
}) {
  const words = entry.words.map(({ text }) => text).join(' · ') || entry.everyone;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it hears the keys
    // biome-ignore lint/a11y/useSemanticElements: a row holds links of its own
    <div
      className={classes.row}
      role="group"
      aria-label="Who enters this flow"
      data-step="entry"
      data-selected={isSelected || undefined}
      tabIndex={isSelected ? 0 : -1}
      onClick={onSelect}
    >
      <span className={classes.number} />
      <IconFilter size={16} color="var(--role-entry)" aria-hidden />
      <span className={classes.label}>Smart List</span>
      <span className={classes.words} title={words}>
        {words}
      </span>
      {entry.foot}
    </div>
  );
}

type RowProps = Pick<Props, 'onSelect' | 'onToggle' | 'edits'> & {
  card: Card;
  isSelected: boolean;
  isChosen: boolean;
};

const Row = memo(function Row({ card, isSelected, isChosen, onSelect, onToggle, edits }: RowProps) {
  const Icon = stepIcon(card.step.kind, card.role);
  const isNested = card.depth > 0;
  const opener = card.calls.find((call) => call.canOpen);
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list around it hears the keys */}
      {/* biome-ignore lint/a11y/useSemanticElements: a row holds buttons of its own */}
      <div
        className={classes.row}
        style={{ '--depth': card.depth, '--role': roleColor(card.role) } as CSSProperties}
        role="group"
        aria-label={`Step ${card.number}, ${card.label}, ${card.words}`}
        aria-current={isSelected || undefined}
        data-step={isNested ? undefined : card.id}
        data-selected={isSelected || undefined}
        data-chosen={isChosen || undefined}
        data-broken={card.problems.some(isError) || undefined}
        tabIndex={isNested ? undefined : isSelected ? 0 : -1}
        draggable={edits !== undefined && !isNested}
        onDragStart={(event) => event.dataTransfer.setData(MOVE_DRAG, card.id)}
        onClick={(event) => !isNested && onSelect(card.id, joiningOf(event))}
        onContextMenu={(event) => {
          if (!edits || isNested) return;
          event.preventDefault();
          edits.menu(card.id, event.clientX, event.clientY);
        }}
      >
        <span className={classes.number}>{card.number}</span>
        <Icon size={16} color="var(--role)" stroke={1.9} aria-hidden />
        <span className={classes.label}>{card.label}</span>
        <Words card={card} />
        {card.count && (
          <span className={classes.counts}>
            <StepCounts count={card.count} />
          </span>
        )}
        {opener && <Opener call={opener} onToggle={() => onToggle(card.place)} />}
        {sorted(card.problems)
          .slice(0, 1)
          .map((problem) => (
            <span
              key={problem.code}
              className={classes.problem}
              data-severity={problem.severity}
              title={problem.message}
            >
              <ProblemIcon severity={problem.severity} size={14} />
              <span>{problem.message}</span>
            </span>
          ))}
      </div>
      {card.calls.flatMap(({ inside }) =>
        (inside?.cards ?? []).map((each) => (
          <Row
            key={each.place}
            card={each}
            isSelected={false}
            isChosen={false}
            onSelect={onSelect}
            onToggle={onToggle}
          />
        )),
      )}
    </>
  );
});

function Words({ card }: { card: Card }) {
  if (card.rows.length < 2)
    return (
      <span className={classes.words} title={card.words}>
        {card.words}
      </span>
    );
  return (
    <span className={classes.choices}>
      {card.rows.map(({ branch, condition, words }) => (
        <span key={branch} title={words}>
          {condition ? `If ${condition}` : 'Default'} <IconArrowRight size={12} aria-hidden /> {words}
        </span>
      ))}
    </span>
  );
}

function Opener({ call, onToggle }: { call: Call; onToggle: () => void }) {
  return (
    <button
      type="button"
      className={classes.opener}
      aria-label={`${call.inside ? 'Close' : 'Open'} ${call.name} here`}
      aria-expanded={call.inside !== null}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
    >
      {call.inside ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
    </button>
  );
}
