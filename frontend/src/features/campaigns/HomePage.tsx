/** The workspace at a glance: its campaigns, searchable. */

import { Badge, Button, Group, Select, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlayerPlay, IconPlus, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearchParams } from 'wouter';
import { readCampaigns } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Campaign } from '@/shared/api/types';
import { counted, number } from '@/shared/format';
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
  };
  const [wanted] = useDebouncedValue(filters, 200);
  const campaigns = useQuery({
    queryKey: [...keys.campaigns(ws), wanted],
    queryFn: () => readCampaigns(ws, wanted),
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
              <CampaignTable campaigns={items} />
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

function CampaignTable({ campaigns }: { campaigns: Campaign[] }) {
  const { id: ws } = useWorkspace();
  const [, navigate] = useLocation();
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table highlightOnHover verticalSpacing={7} bg="var(--surface-card)" withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Campaign</Table.Th>
            <Table.Th>Program</Table.Th>
            <Table.Th>Kind</Table.Th>
            <Table.Th>Status</Table.Th>
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
                  <Link className="link" href={routes.campaign(ws, campaign.id)}>
                    {campaign.name}
                  </Link>
                  {campaign.has_unpublished_changes && campaign.published && (
                    <Badge color="yellow">Unpublished changes</Badge>
                  )}
                </Group>
              </Table.Td>
              <Table.Td>{campaign.program?.name ?? '–'}</Table.Td>
              <Table.Td>{lookOf('campaign', campaign.kind).label}</Table.Td>
              <Table.Td>
                <Badge miw="max-content" color={STATUS_WORDS[campaign.status]?.color}>
                  {STATUS_WORDS[campaign.status]?.label ?? campaign.status}
                </Badge>
              </Table.Td>
              <Table.Td>
                {campaign.executable ? (
                  <Text size="sm" c="dimmed">
                    {campaign.called_by.length > 0
                      ? `with ${counted(campaign.called_by.length, 'campaign')}`
                      : 'nothing executes it'}
                  </Text>
                ) : (
                  <Moment at={campaign.runs[0]?.started_at} />
                )}
              </Table.Td>
              <Table.Td ta="right">{number(campaign.members)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
