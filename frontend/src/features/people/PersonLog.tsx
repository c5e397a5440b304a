// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual table stand free; table elements can't
// biome-ignore-all lint/a11y/useFocusableInteractive: the table as a whole has the focus, arrows choose the row
/** The activity log of one person: filters, endless scroll, detail panel. */

import { Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconHistory, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useSearchParams } from 'wouter';
import { readPersonActivities } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Activity, Person } from '@/shared/api/types';
import { exactMoment, moment } from '@/shared/format';
import { Empty, Loaded } from '@/shared/ui/states';
import { ActivityDetail } from '../run/ActivityDetail';
import runClasses from '../run/Run.module.css';
import { What } from '../run/What';
import { useCatalog, useFieldLabel, useNodes } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import classes from './Person.module.css';

const ROW = 28;

export function PersonLog({ person }: { person: Person }) {
  const { id: ws } = useWorkspace();
  const [search, setSearch] = useSearchParams();
  const filter = {
    type: search.get('type'),
    campaign: search.get('campaign'),
    q: search.get('q'),
  };
  const [asked] = useDebouncedValue(filter, 250);
  const query = useInfiniteQuery({
    queryKey: [...keys.person(ws, person.id), 'log', asked],
    queryFn: ({ pageParam }) => readPersonActivities(ws, person.id, { ...asked, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const set = (name: string, value: string | null) =>
    setSearch(
      (old) => {
        const next = new URLSearchParams(old);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  const chosenId = search.get('activity');
  return (
    <section className={classes.log} aria-label="Activity log">
      <Filters filter={filter} onChange={set} />
      <div className={runClasses.log}>
        <Loaded query={query}>
          {({ pages }) => {
            const rows = pages.flatMap(({ items }) => items);
            const chosen = rows.find(({ id }) => String(id) === chosenId);
            if (rows.length === 0)
              return (
                <Empty icon={<IconHistory size={22} />} title="No activity">
                  {filter.type || filter.campaign || filter.q
                    ? 'Nothing in the log fits these filters.'
                    : 'What campaigns, imports and people change about this person shows here.'}
                </Empty>
              );
            return (
              <>
                <Rows
                  rows={rows}
                  chosen={chosen ?? null}
                  onChoose={(row) => set('activity', String(row.id))}
                  hasMore={query.hasNextPage}
                  onMore={() => !query.isFetchingNextPage && query.fetchNextPage()}
                />
                {chosen && <ActivityDetail activity={chosen} onClose={() => set('activity', null)} />}
              </>
            );
          }}
        </Loaded>
      </div>
    </section>
  );
}

type FilterProps = {
  filter: { type: string | null; campaign: string | null; q: string | null };
  onChange: (name: string, value: string | null) => void;
};

function Filters({ filter, onChange }: FilterProps) {
  const types = useCatalog().data?.activity_types ?? [];
  const campaigns = useNodes().filter(({ kind }) => kind === 'campaign');
  return (
    <search className={runClasses.filters} aria-label="Filter the activity log">
      <TextInput
        size="xs"
        w={180}
        placeholder="Text"
        aria-label="Text"
        leftSection={<IconSearch size={13} />}
        value={filter.q ?? ''}
        onChange={(event) => onChange('q', event.currentTarget.value)}
      />
      <Select
        size="xs"
        w={170}
        placeholder="Any type"
        aria-label="Activity type"
        clearable
        data={types.map(({ key, label }) => ({ value: key, label }))}
        value={filter.type}
        onChange={(type) => onChange('type', type)}
      />
      <Select
        size="xs"
        w={190}
        placeholder="Any campaign"
        aria-label="Campaign"
        clearable
        searchable
        data={campaigns.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={filter.campaign}
        onChange={(campaign) => onChange('campaign', campaign)}
      />
    </search>
  );
}

type RowsProps = {
  rows: Activity[];
  chosen: Activity | null;
  onChoose: (row: Activity) => void;
  hasMore: boolean;
  onMore: () => void;
};

function Rows({ rows, chosen, onChoose, hasMore, onMore }: RowsProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const labelOf = useFieldLabel();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 20,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - 15) onMore();
  }, [hasMore, last, rows.length, onMore]);
  return (
    <div
      ref={scroll}
      className={runClasses.scroll}
      data-of-person
      role="grid"
      aria-label="Activity log of the person"
      tabIndex={0}
      onKeyDown={(event) => {
        const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (!by) return;
        event.preventDefault();
        const next = Math.max(0, Math.min(rows.length - 1, (chosen ? rows.indexOf(chosen) : -1) + by));
        if (rows[next]) onChoose(rows[next]);
        virtual.scrollToIndex(next, { align: 'auto' });
      }}
    >
      <div className={runClasses.head} role="row">
        {['When', 'Activity', 'What', 'Campaign', 'Result'].map((head) => (
          <span key={head} role="columnheader">
            {head}
          </span>
        ))}
      </div>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="rowgroup">
        {items.map((item) => {
          const row = rows[item.index] as Activity;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it hears the arrows
            <div
              key={row.id}
              className={runClasses.row}
              role="row"
              tabIndex={-1}
              aria-selected={row.id === chosen?.id}
              style={{ transform: `translateY(${item.start}px)` }}
              onClick={() => onChoose(row)}
            >
              <span role="gridcell" title={exactMoment(row.occurred_at)}>
                {moment(row.occurred_at)}
              </span>
              <span role="gridcell">{row.type.label}</span>
              <span role="gridcell">
                <What activity={row} labelOf={labelOf} />
              </span>
              <span role="gridcell">{row.campaign?.name ?? '–'}</span>
              <span role="gridcell" className={runClasses.result} data-result={row.result}>
                {row.result}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
