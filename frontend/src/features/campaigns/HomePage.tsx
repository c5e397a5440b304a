/** The workspace at a glance: its campaigns, searchable. */

import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlayerPlay, IconPlus, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { readCampaigns } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import { number } from '@/shared/format';
import { lookOf, STATUS_WORDS } from '@/shared/ui/assetLook';
import { PageBody, PageHeader } from '@/shared/ui/Page';
import { Empty, Loaded } from '@/shared/ui/states';
import { useDialogs } from '../tree/dialogs';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { CampaignTable } from './CampaignTable';

export default function HomePage() {
  const { id: ws, name, canEdit } = useWorkspace();
  const open = useDialogs((state) => state.open);
  const [search, setSearch] = useSearchParams();
  const filters = {
    q: search.get('q') ?? '',
    kind: search.get('kind') ?? '',
    status: search.get('status') ?? '',
    sort: search.get('sort') ?? '',
    descending: search.get('descending') ?? '',
  };
  const [wanted] = useDebouncedValue(filters, 200);
  const campaigns = useInfiniteQuery({
    queryKey: [...keys.campaigns(ws), wanted],
    queryFn: ({ pageParam }) =>
      readCampaigns(ws, {
        ...wanted,
        cursor: pageParam,
        sort: wanted.sort || undefined,
        descending: wanted.descending === 'true',
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const isFiltered = Boolean(filters.q || filters.kind || filters.status);
  const set = (part: Partial<typeof filters>) =>
    setSearch(
      Object.fromEntries(Object.entries({ ...filters, ...part }).filter(([, value]) => value)) as {
        [name: string]: string;
      },
      { replace: true },
    );
  return (
    <>
      <PageHeader
        title={name}
        actions={
          canEdit && (
            <Button
              leftSection={<IconPlus size={15} />}
              onClick={() => open({ type: 'create', kind: 'campaign', parent: null })}
            >
              New Smart Campaign
            </Button>
          )
        }
      />
      <PageBody>
        <Group gap="xs" mb="sm">
          <TextInput
            aria-label="Find a campaign"
            placeholder="Find a campaign"
            leftSection={<IconSearch size={15} />}
            w={260}
            value={filters.q}
            onChange={(event) => set({ q: event.currentTarget.value })}
          />
          <Select
            aria-label="Kind"
            placeholder="Any kind"
            clearable
            w={190}
            data={(['batch', 'trigger', 'executable'] as const).map((kind) => ({
              value: kind,
              label: lookOf('campaign', kind).label,
            }))}
            value={filters.kind || null}
            onChange={(kind) => set({ kind: kind ?? '' })}
          />
          <Select
            aria-label="Status"
            placeholder="Any status"
            clearable
            w={150}
            data={Object.entries(STATUS_WORDS).map(([value, { label }]) => ({ value, label }))}
            value={filters.status || null}
            onChange={(status) => set({ status: status ?? '' })}
          />
        </Group>
        <Loaded query={campaigns}>
          {({ pages }) =>
            pages[0]?.items.length ? (
              <>
                <CampaignTable
                  campaigns={pages.flatMap(({ items }) => items)}
                  sort={filters.sort || 'name'}
                  descending={filters.descending === 'true'}
                  onSort={(sort, descending) => set({ sort, descending: descending ? 'true' : '' })}
                />
                <Group justify="space-between" mt="xs">
                  <Text size="xs" c="dimmed" role="status">
                    {campaignsOf(pages.flatMap(({ items }) => items).length, pages[0].total)}
                  </Text>
                  {campaigns.hasNextPage && (
                    <Button
                      variant="default"
                      loading={campaigns.isFetchingNextPage}
                      onClick={() => campaigns.fetchNextPage()}
                    >
                      More campaigns
                    </Button>
                  )}
                </Group>
              </>
            ) : isFiltered ? (
              <Empty icon={<IconSearch size={22} />} title="No campaign fits">
                Search for another name, or take a filter away.
              </Empty>
            ) : (
              <FirstSteps />
            )
          }
        </Loaded>
      </PageBody>
    </>
  );
}

const campaignsOf = (shown: number, total: number | null): string =>
  total === null || shown >= total
    ? `${number(shown)} ${shown === 1 ? 'campaign' : 'campaigns'}`
    : `${number(shown)} of ${number(total)} campaigns`;

function FirstSteps() {
  const { canEdit } = useWorkspace();
  const open = useDialogs((state) => state.open);
  return (
    <Empty
      icon={<IconPlayerPlay size={22} />}
      title="No campaigns yet"
      action={
        canEdit && (
          <Button onClick={() => open({ type: 'create', kind: 'campaign', parent: null })}>
            New Smart Campaign
          </Button>
        )
      }
    >
      A smart campaign says who (smart list), what happens to them (flow) and when (schedule).
    </Empty>
  );
}
