/** One activity with all its attributes. */

import { ActionIcon, Group, Table, Title } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Activity } from '@/shared/api/types';
import { value } from '@/shared/format';
import { routes } from '@/shared/routes';
import { Moment } from '@/shared/ui/Moment';
import { useFieldLabel } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import classes from './Run.module.css';
import { FIELD_ATTRIBUTES } from './summary';

const attribute = (content: unknown): string =>
  typeof content === 'boolean' ? String(content).toUpperCase() : value(content);

export function ActivityDetail({ activity, onClose }: { activity: Activity; onClose: () => void }) {
  const { id: ws } = useWorkspace();
  const labelOf = useFieldLabel();
  const rows: [string, ReactNode][] = [
    [
      'Person',
      <Link key="p" className="link" href={routes.person(ws, activity.person.id)}>
        {activity.person.name}
      </Link>,
    ],
    ['When', <Moment key="w" at={activity.occurred_at} />],
    ['Result', activity.result],
  ];
  if (activity.reason) rows.push(['Reason', activity.reason]);
  if (activity.campaign)
    rows.push([
      'Campaign',
      <Link
        key="c"
        className="link"
        href={`${routes.campaign(ws, activity.campaign.id, 'flow')}${activity.step ? `?step=${activity.step}` : ''}`}
      >
        {activity.campaign.name}
      </Link>,
    ]);
  if (activity.run)
    rows.push([
      'Run',
      <Link key="r" className="link" href={`${routes.run(ws, activity.run)}?activity=${activity.id}`}>
        {activity.run}
      </Link>,
    ]);
  const attributes = Object.entries(activity.attributes);
  if (activity.primary !== null && !attributes.some(([, content]) => content === activity.primary))
    rows.push(['Primary attribute', attribute(activity.primary)]);
  for (const [name, content] of attributes)
    rows.push([name, FIELD_ATTRIBUTES.has(name) ? labelOf(String(content)) : attribute(content)]);
  return (
    <aside className={classes.detail} aria-label={`Activity ${activity.type.label}`}>
      <Group justify="space-between" mb={6} wrap="nowrap">
        <Title order={2}>{activity.type.label}</Title>
        <ActionIcon variant="subtle" color="gray" aria-label="Close details" onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
      <Table variant="vertical" layout="fixed" verticalSpacing={5} fz="sm">
        <Table.Tbody>
          {rows.map(([name, content]) => (
            <Table.Tr key={name}>
              <Table.Th w={116} fw={550}>
                {name}
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{content}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </aside>
  );
}
