// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual table stand free; table elements can't
// biome-ignore-all lint/a11y/useFocusableInteractive: the table as a whole has the focus, arrows choose the row
/** Rows of activities, newest last; it follows the tail until someone scrolls up. */

import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Activity } from '@/shared/api/types';
import { clockWithSeconds, exactMoment, moment, number } from '@/shared/format';
import { useFieldLabel } from '../workspace/queries';
import classes from './Run.module.css';
import { What } from './What';

const ROW = 28;
const NEAR_END = ROW * 2;
/** Rows take turns in these: new elements for thousands a second would pile up faster than they are cleared. */
const SLOTS = 80;

type Props = {
  rows: readonly Activity[];
  chosen: Activity | null;
  label: string;
  /** Rows of more than one run say which, and on which day. */
  acrossRuns?: boolean;
  empty: string;
  hasEarlier: boolean;
  onEarlier: () => Promise<void>;
  onChoose: (row: Activity | null) => void;
};

export function ActivityTable(props: Props) {
  const { rows, chosen, label, acrossRuns = false, empty, hasEarlier, onEarlier, onChoose } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const labelOf = useFieldLabel();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const unseen = useUnseen(rows, following);
  useSteadyScroll(scroll, rows, following);
  const onTop = useEarlier(hasEarlier, onEarlier);

  function onScroll() {
    const area = scroll.current;
    if (!area) return;
    setFollowing(area.scrollHeight - area.scrollTop - area.clientHeight < NEAR_END);
    if (area.scrollTop < ROW * 4) onTop();
  }

  function onKeyDown(event: KeyboardEvent) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') onChoose(null);
    if (!by) return;
    event.preventDefault();
    const at = chosen ? rows.indexOf(chosen) : rows.length;
    const next = Math.max(0, Math.min(rows.length - 1, at + by));
    onChoose(rows[next] ?? null);
    virtual.scrollToIndex(next, { align: 'auto' });
  }

  return (
    <>
      <div
        ref={scroll}
        className={classes.scroll}
        data-across-runs={acrossRuns || undefined}
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length}
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <Heads acrossRuns={acrossRuns} />
        {rows.length === 0 && <p style={{ padding: '0 14px', color: 'var(--ink-soft)' }}>{empty}</p>}
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="rowgroup">
          {virtual.getVirtualItems().map((item, _, shown) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <Row
                key={item.index % Math.max(shown.length, SLOTS)}
                row={row}
                acrossRuns={acrossRuns}
                labelOf={labelOf}
                index={item.index}
                top={item.start}
                chosen={row.id === chosen?.id}
                onChoose={() => onChoose(row)}
              />
            );
          })}
        </div>
      </div>
      {!following && (
        <Button
          className={classes.newest}
          radius="xl"
          leftSection={<IconArrowDown size={15} />}
          onClick={() => setFollowing(true)}
        >
          {unseen > 0 ? `${number(unseen)} new` : 'To the newest'}
        </Button>
      )}
    </>
  );
}

const heads = (acrossRuns: boolean) => [
  'Time',
  'Person',
  'Activity',
  'What',
  acrossRuns ? 'Run' : 'Campaign',
  'Result',
];

function Heads({ acrossRuns }: { acrossRuns: boolean }) {
  return (
    <div className={classes.head} role="row">
      {heads(acrossRuns).map((head) => (
        <span key={head} role="columnheader">
          {head}
        </span>
      ))}
    </div>
  );
}

type RowProps = {
  row: Activity;
  acrossRuns: boolean;
  labelOf: (field: string) => string;
  index: number;
  top: number;
  chosen: boolean;
  onChoose: () => void;
};

function Row({ row, acrossRuns, labelOf, index, top, chosen, onChoose }: RowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it hears the arrows
    <div
      className={classes.row}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onChoose}
    >
      <span role="gridcell" title={exactMoment(row.occurred_at)}>
        {acrossRuns ? moment(row.occurred_at) : clockWithSeconds(row.occurred_at)}
      </span>
      <span role="gridcell">{row.person.name}</span>
      <span role="gridcell">{row.type.label}</span>
      <span role="gridcell">
        <What activity={row} labelOf={labelOf} />
      </span>
      <span role="gridcell">{acrossRuns ? row.run : (row.campaign?.name ?? '–')}</span>
      <span
        role="gridcell"
        className={classes.result}
        data-result={row.result}
        title={row.reason ?? undefined}
      >
        {row.result}
      </span>
    </div>
  );
}

function useUnseen(rows: readonly Activity[], following: boolean): number {
  const [seen, setSeen] = useState<number | null>(null);
  const last = rows.at(-1)?.id ?? null;
  useEffect(() => {
    if (following) setSeen(last);
  }, [following, last]);
  if (following) return 0;
  const at = rows.findIndex((row) => row.id === seen);
  return at < 0 ? 0 : rows.length - 1 - at;
}

/** At the tail it stays at the tail; elsewhere the row under the eye stays where it is, whatever comes or goes. */
function useSteadyScroll(
  scroll: React.RefObject<HTMLDivElement | null>,
  rows: readonly Activity[],
  following: boolean,
): void {
  const anchor = useRef<{ id: number; offset: number } | null>(null);
  useLayoutEffect(() => {
    const area = scroll.current;
    if (!area) return;
    if (following) area.scrollTop = area.scrollHeight;
    else if (anchor.current) {
      const { id, offset } = anchor.current;
      const at = rows.findIndex((row) => row.id === id);
      if (at >= 0) area.scrollTop = at * ROW + offset;
    }
    return () => {
      const first = Math.floor(area.scrollTop / ROW);
      const row = rows[first];
      anchor.current = row ? { id: row.id, offset: area.scrollTop - first * ROW } : null;
    };
  }, [rows, following, scroll]);
}

/** Asks for earlier rows once at a time. */
function useEarlier(hasEarlier: boolean, onEarlier: () => Promise<void>): () => void {
  const busy = useRef(false);
  return () => {
    if (!hasEarlier || busy.current) return;
    busy.current = true;
    void onEarlier().finally(() => {
      busy.current = false;
    });
  };
}
