/** The workspace at a glance: its campaigns, searchable. */

import { Badge, Button, Group, Select, Table, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconPlayerPlay, IconPlus, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearchParams } from 'wouter';
import { readCampaigns } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Campaign } from '@/shared/api/types';
import { number } from '@/shared/format';
import { routes } from '@/shared/routes';
import { AssetIcon, lookOf, STATUS_WORDS } from '@/shared/ui/assetLook';
import { Moment } from '@/shared/ui/Moment';
import { PageBody, PageHeader } from '@/shared/ui/Page';
import { Empty, Loaded } from '@/shared/ui/states';
import { useDialogs } from '../tree/dialogs';
import { useWorkspace } from '../workspace/WorkspaceContext';

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
  const campaigns = useQuery({
    queryKey: [...keys.campaigns(ws), wanted],
    queryFn: () =>
      readCampaigns(ws, {
        ...wanted,
        sort: wanted.sort || undefined,
        descending: wanted.descending === 'true',
      }),
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
          {({ items }) =>
            items.length > 0 ? (
              <CampaignTable
                campaigns={items}
                sort={filters.sort || 'name'}
                descending={filters.descending === 'true'}
                onSort={(sort, descending) => set({ sort, descending: descending ? 'true' : '' })}
              />
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

type TableProps = {
  campaigns: Campaign[];
  sort: string;
  descending: boolean;
  onSort: (sort: string, descending: boolean) => void;
};

const MOST_CALLERS = 3;

function CampaignTable({ campaigns, ...order }: TableProps) {
  const { id: ws } = useWorkspace();
  const [, navigate] = useLocation();
  return (
    <Table.ScrollContainer minWidth={900}>
      <Table highlightOnHover verticalSpacing={7} bg="var(--surface-card)" withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <SortHead name="name" label="Campaign" {...order} />
            <SortHead name="kind" label="Kind" {...order} />
            <SortHead name="status" label="Status" {...order} />
            <Table.Th>Triggers</Table.Th>
            <Table.Th ta="right">Steps</Table.Th>
            <SortHead name="next_run" label="Next run" {...order} />
            <Table.Th>Called by</Table.Th>
            <Table.Th>Last run</Table.Th>
            <Table.Th ta="right">Members</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {campaigns.map((campaign) => (
            <Table.Tr
              key={campaign.id}
              style={{ cursor: 'pointer' }}
              onClick={() => navigate(routes.campaign(ws, campaign.id))}
            >
              <Table.Td>
                <Group gap={8} wrap="nowrap">
                  <AssetIcon kind="campaign" campaignKind={campaign.kind} />
                  <div>
                    <Link className="link" href={routes.campaign(ws, campaign.id)}>
                      {campaign.name}
                    </Link>
                    <Text size="xs" c="dimmed">
                      {campaign.program?.name}
                    </Text>
                  </div>
                  {campaign.has_unpublished_changes && campaign.published && (
                    <Badge color="yellow" miw="max-content">
                      Unpublished changes
                    </Badge>
                  )}
                </Group>
              </Table.Td>
              <Table.Td>{lookOf('campaign', campaign.kind).label.replace(' campaign', '')}</Table.Td>
              <Table.Td>
                <Badge miw="max-content" color={STATUS_WORDS[campaign.status]?.color}>
                  {STATUS_WORDS[campaign.status]?.label ?? campaign.status}
                </Badge>
              </Table.Td>
              <Table.Td>{campaign.triggers.join(', ') || '–'}</Table.Td>
              <Table.Td ta="right">{number(campaign.steps)}</Table.Td>
              <Table.Td>
                <Moment at={campaign.next_run} />
              </Table.Td>
              <Table.Td>{callers(campaign)}</Table.Td>
              <Table.Td>
                <Moment at={campaign.runs[0]?.started_at} />
              </Table.Td>
              <Table.Td ta="right">{number(campaign.members)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function callers({ called_by, executable }: Campaign): string {
  const names = [...new Set(called_by.map(({ name }) => name))];
  const more = names.length > MOST_CALLERS ? ` and ${names.length - MOST_CALLERS} more` : '';
  return names.slice(0, MOST_CALLERS).join(', ') + more || (executable ? 'Nothing executes it' : '–');
}

type HeadProps = Omit<TableProps, 'campaigns'> & { name: string; label: string };

function SortHead({ name, label, sort, descending, onSort }: HeadProps) {
  const isHere = sort === name;
  const Icon = descending ? IconChevronDown : IconChevronUp;
  return (
    <Table.Th aria-sort={isHere ? (descending ? 'descending' : 'ascending') : undefined}>
      <UnstyledButton fz="inherit" fw="inherit" onClick={() => onSort(name, isHere && !descending)}>
        <Group gap={2} wrap="nowrap">
          {label}
          {isHere && <Icon size={13} aria-hidden />}
        </Group>
      </UnstyledButton>
    </Table.Th>
  );
}
