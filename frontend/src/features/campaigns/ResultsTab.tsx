/** Results: every activity that the campaign caused, over all its runs and those of its callers. */

import { Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type ResultsQuery, readCampaignResults } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Campaign } from '@/shared/api/types';
import { counted } from '@/shared/format';
import { useSearchParts } from '@/shared/hooks/useSearchParts';
import { Loaded } from '@/shared/ui/states';
import { ActivityDetail } from '../run/ActivityDetail';
import { ActivityTable } from '../run/ActivityTable';
import runClasses from '../run/Run.module.css';
import { useCatalog, useNodes } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';

const FILTERS = ['person', 'caller', 'type', 'result'] as const;
type Filter = Pick<ResultsQuery, (typeof FILTERS)[number]>;

export function ResultsTab({ campaign }: { campaign: Campaign }) {
  const { id: ws } = useWorkspace();
  const [part, set] = useSearchParts();
  const filter: Filter = Object.fromEntries(FILTERS.map((name) => [name, part(name)]));
  const [asked] = useDebouncedValue(filter, 250);
  const query = useInfiniteQuery({
    queryKey: [...keys.campaignPart(ws, campaign.id, 'results'), asked],
    queryFn: ({ pageParam, signal }) =>
      readCampaignResults(ws, campaign.id, { ...asked, before: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.more ? page.oldest : undefined),
    placeholderData: keepPreviousData,
  });
  const isFiltered = FILTERS.some((name) => filter[name]);
  return (
    <div className={runClasses.side}>
      <Filters campaign={campaign} filter={filter} onChange={set} />
      <Loaded query={query}>
        {({ pages }) => {
          const rows = pages.toReversed().flatMap(({ items }) => items);
          const chosen = rows.find(({ id }) => String(id) === part('activity')) ?? null;
          return (
            <>
              <div className={runClasses.notice} role="status" aria-live="off">
                {counted(rows.length, 'activity', 'activities')}
                {query.hasNextPage && ' so far; scroll up to look further back'}
                {!query.hasNextPage && isFiltered && ' found; everything was searched'}
              </div>
              <div className={runClasses.log}>
                <ActivityTable
                  rows={rows}
                  chosen={chosen}
                  label="Results of the campaign"
                  acrossRuns
                  hasEarlier={query.hasNextPage}
                  onEarlier={async () => void (await query.fetchNextPage())}
                  onChoose={(row) => set({ activity: row ? String(row.id) : null })}
                  empty={
                    isFiltered
                      ? 'No activity fits these filters.'
                      : 'Nothing yet. What this campaign does to people shows here, whichever run it was in.'
                  }
                />
                {chosen && <ActivityDetail activity={chosen} onClose={() => set({ activity: null })} />}
              </div>
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

type FiltersProps = {
  campaign: Campaign;
  filter: Filter;
  onChange: (parts: { [name: string]: string | null }) => void;
};

function Filters({ campaign, filter, onChange }: FiltersProps) {
  const types = useCatalog().data?.activity_types ?? [];
  const campaigns = useNodes().filter(({ kind }) => kind === 'campaign');
  return (
    <search className={runClasses.filters} aria-label="Filter the results">
      <TextInput
        size="xs"
        w={170}
        placeholder="Person"
        aria-label="Person"
        leftSection={<IconSearch size={13} />}
        value={filter.person ?? ''}
        onChange={(event) => onChange({ person: event.currentTarget.value })}
      />
      {campaign.executable && (
        <Select
          size="xs"
          w={210}
          placeholder="Run of any campaign"
          aria-label="Run of"
          clearable
          searchable
          data={campaigns.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={filter.caller ?? null}
          onChange={(caller) => onChange({ caller })}
        />
      )}
      <Select
        size="xs"
        w={170}
        placeholder="Any type"
        aria-label="Activity type"
        clearable
        searchable
        data={types.map(({ key, label }) => ({ value: key, label }))}
        value={filter.type ?? null}
        onChange={(type) => onChange({ type })}
      />
      <Select
        size="xs"
        w={120}
        placeholder="Any result"
        aria-label="Result"
        clearable
        data={['succeeded', 'skipped', 'failed']}
        value={filter.result ?? null}
        onChange={(result) => onChange({ result })}
      />
    </search>
  );
}
