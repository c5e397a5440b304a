/** The live activity log: filters, the honest word on what is shown, the table, one row's details. */

import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { memo, useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { Console } from '@/domain/run/console';
import { compareCursors, cursorOf } from '@/domain/run/cursor';
import { isFiltered, matchesFilter, type RowFilter } from '@/domain/run/filter';
import { readRunActivities } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Activity, Run } from '@/shared/api/types';
import { number } from '@/shared/format';
import { useCatalog } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { ActivityDetail } from './ActivityDetail';
import { ActivityTable } from './ActivityTable';
import classes from './Run.module.css';

type Props = { console: Console; run: Run; onEarlier: () => Promise<void> };

export function ActivityLog({ console, run, onEarlier }: Props) {
  const [search, setSearch] = useSearchParams();
  const filter = useMemo<RowFilter>(
    () => ({
      step: search.get('step'),
      person: search.get('person') ?? '',
      type: search.get('type'),
      result: search.get('result'),
    }),
    [search],
  );
  const set = useCallback(
    (part: { [name: string]: string | null }) =>
      setSearch(
        (old) => {
          const next = new URLSearchParams(old);
          for (const [name, value] of Object.entries(part)) value ? next.set(name, value) : next.delete(name);
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const found = useFound(console, run, filter);
  const rows = isFiltered(filter) ? found.rows : console.rows;
  const chosen = rows.find((row) => String(row.id) === search.get('activity')) ?? null;
  return (
    <>
      <Filters places={usePlaces(run)} filter={filter} onChange={set} />
      <Notice console={console} filtered={isFiltered(filter)} found={found} />
      <div className={classes.log}>
        <ActivityTable
          rows={rows}
          chosen={chosen}
          label="Activity log of the run"
          hasEarlier={isFiltered(filter) ? found.hasMore : console.rows.length < console.total}
          onEarlier={isFiltered(filter) ? found.more : onEarlier}
          onChoose={(row) => set({ activity: row ? String(row.id) : null })}
          empty={
            isFiltered(filter)
              ? 'No activity fits these filters.'
              : 'No activity yet. Each step logs a row here for every person, as it happens.'
          }
        />
        {chosen && <ActivityDetail activity={chosen} onClose={() => set({ activity: null })} />}
      </div>
    </>
  );
}

/** What the server finds for the filter, and what came live since. */
function useFound(console: Console, run: Run, filter: RowFilter) {
  const { id: ws } = useWorkspace();
  const [asked] = useDebouncedValue(filter, 250);
  const query = useInfiniteQuery({
    queryKey: [...keys.run(ws, run.id), 'activities', asked],
    queryFn: ({ pageParam, signal }) =>
      readRunActivities(ws, run.id, { ...asked, before: pageParam, limit: 200 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.more ? page.oldest : undefined),
    enabled: isFiltered(asked),
    refetchOnWindowFocus: false,
  });
  const rows = useMemo(() => {
    const pages = query.data?.pages ?? [];
    const known: Activity[] = pages.toReversed().flatMap(({ items }) => items);
    const newest = pages[0]?.newest ?? (known.at(-1) ? cursorOf(known.at(-1) as Activity) : null);
    if (pages.length === 0) return console.rows.filter((row) => matchesFilter(row, filter));
    const live = console.rows.filter(
      (row) => compareCursors(cursorOf(row), newest) > 0 && matchesFilter(row, filter),
    );
    return [...known, ...live];
  }, [query.data, console.rows, filter]);
  return {
    rows,
    hasMore: query.hasNextPage,
    busy: query.isFetching,
    more: async () => void (await query.fetchNextPage()),
  };
}

type Place = { value: string; label: string };

/** The same ones until a step comes or is renamed: counts change ten times a second. */
function usePlaces(run: Run): Place[] {
  const labels = JSON.stringify(
    Object.entries(run.steps).map(([value, { label }]) => ({ value, label: label || value })),
  );
  return useMemo(() => JSON.parse(labels) as Place[], [labels]);
}

type FiltersProps = {
  places: Place[];
  filter: RowFilter;
  onChange: (part: { [name: string]: string | null }) => void;
};

const Filters = memo(function Filters({ places, filter, onChange }: FiltersProps) {
  const types = useCatalog().data?.activity_types ?? [];
  const known = places.some(({ value }) => value === filter.step);
  const options = filter.step && !known ? [...places, { value: filter.step, label: 'Chosen step' }] : places;
  return (
    <search className={classes.filters} aria-label="Filter the activity log">
      <TextInput
        size="xs"
        w={150}
        placeholder="Person"
        aria-label="Person"
        leftSection={<IconSearch size={13} />}
        value={filter.person}
        onChange={(event) => onChange({ person: event.currentTarget.value })}
      />
      <Select
        size="xs"
        w={170}
        placeholder="Any step"
        aria-label="Step"
        clearable
        searchable
        data={options}
        value={filter.step}
        onChange={(step) => onChange({ step })}
      />
      <Select
        size="xs"
        w={160}
        placeholder="Any type"
        aria-label="Activity type"
        clearable
        data={types.map(({ key, label }) => ({ value: key, label }))}
        value={filter.type}
        onChange={(type) => onChange({ type })}
      />
      <Select
        size="xs"
        w={120}
        placeholder="Any result"
        aria-label="Result"
        clearable
        data={['succeeded', 'skipped', 'failed']}
        value={filter.result}
        onChange={(result) => onChange({ result })}
      />
      {isFiltered(filter) && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => onChange({ person: null, step: null, type: null, result: null })}
        >
          Clear filters
        </Button>
      )}
    </search>
  );
});

/** Says when the view is cut, and never lets a part look like the whole. */
function Notice({
  console,
  filtered,
  found,
}: {
  console: Console;
  filtered: boolean;
  found: { rows: readonly Activity[]; hasMore: boolean };
}) {
  const shown = console.rows.length;
  const words = filtered
    ? `${number(found.rows.length)} found${found.hasMore ? ' so far; scroll up to search further back' : ''}`
    : shown < console.total
      ? `Showing the last ${number(shown)} of ${number(console.total)}; scroll up for earlier ones`
      : `${number(shown)} ${shown === 1 ? 'activity' : 'activities'}`;
  return (
    <div className={classes.notice} role="status" aria-live="off">
      {words}
    </div>
  );
}
