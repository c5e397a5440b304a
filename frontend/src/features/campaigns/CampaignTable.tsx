/** Campaigns in rows, sorted by a column: what each is, how it stands, what starts it, who calls it. */

import { Badge, Group, Table, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import type { Campaign } from '@/shared/api/types';
import { number } from '@/shared/format';
import { routes } from '@/shared/routes';
import { AssetIcon, lookOf, STATUS_WORDS } from '@/shared/ui/assetLook';
import { Moment } from '@/shared/ui/Moment';
import { useWorkspace } from '../workspace/WorkspaceContext';
import classes from './CampaignTable.module.css';

type TableProps = {
  campaigns: Campaign[];
  sort: string;
  descending: boolean;
  onSort: (sort: string, descending: boolean) => void;
};

const MOST_CALLERS = 3;

export function CampaignTable({ campaigns, ...order }: TableProps) {
  const { id: ws } = useWorkspace();
  const [, navigate] = useLocation();
  return (
    <div className={classes.frame}>
      <Table highlightOnHover verticalSpacing={7} bg="var(--surface-card)" withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <SortHead name="name" label="Campaign" {...order} />
            <SortHead name="kind" label="Kind" wide {...order} />
            <SortHead name="status" label="Status" {...order} />
            <SortHead name="triggers" label="Triggers" wide {...order} />
            <SortHead name="steps" label="Steps" right wide {...order} />
            <SortHead name="next_run" label="Next run" {...order} />
            <SortHead name="callers" label="Called by" wide {...order} />
            <Table.Th className={classes.line}>Last run</Table.Th>
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
              <Table.Td className={classes.wide}>
                {lookOf('campaign', campaign.kind).label.replace(' campaign', '')}
              </Table.Td>
              <Table.Td>
                <Badge miw="max-content" color={STATUS_WORDS[campaign.status]?.color}>
                  {STATUS_WORDS[campaign.status]?.label ?? campaign.status}
                </Badge>
              </Table.Td>
              <Table.Td className={classes.wide}>{campaign.triggers.join(', ') || '–'}</Table.Td>
              <Table.Td className={classes.wide} ta="right">
                {number(campaign.steps)}
              </Table.Td>
              <Table.Td className={classes.line}>
                <Moment at={campaign.next_run} />
              </Table.Td>
              <Table.Td className={classes.wide}>{callers(campaign)}</Table.Td>
              <Table.Td className={classes.line}>
                <Moment at={campaign.runs[0]?.started_at} />
              </Table.Td>
              <Table.Td ta="right">{number(campaign.members)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function callers({ called_by, executable }: Campaign): string {
  const names = [...new Set(called_by.map(({ name }) => name))];
  const more = names.length > MOST_CALLERS ? ` and ${names.length - MOST_CALLERS} more` : '';
  return names.slice(0, MOST_CALLERS).join(', ') + more || (executable ? 'Nothing executes it' : '–');
}

type HeadProps = Omit<TableProps, 'campaigns'> & {
  name: string;
  label: string;
  right?: boolean;
  wide?: boolean;
};

function SortHead({ name, label, right, wide, sort, descending, onSort }: HeadProps) {
  const isHere = sort === name;
  const Icon = descending ? IconChevronDown : IconChevronUp;
  return (
    <Table.Th
      className={wide ? classes.wide : undefined}
      ta={right ? 'right' : undefined}
      aria-sort={isHere ? (descending ? 'descending' : 'ascending') : undefined}
    >
      <UnstyledButton
        className={classes.line}
        fz="inherit"
        fw="inherit"
        onClick={() => onSort(name, isHere && !descending)}
      >
        <Group gap={2} wrap="nowrap">
          {label}
          {isHere && <Icon size={13} aria-hidden />}
        </Group>
      </UnstyledButton>
    </Table.Th>
  );
}
