/** The campaigns that this run executed and requested, with how many qualified. */

import { Badge, Table, Text } from '@mantine/core';
import { IconCornerDownRight, IconPuzzle, IconSend } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { Run, RunChild } from '@/shared/api/types';
import { number } from '@/shared/format';
import { routes } from '@/shared/routes';
import { Empty } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';

const depthOf = (child: RunChild): number => child.path.split('/').filter(Boolean).length;

export function ChildrenTree({ run }: { run: Run }) {
  if (run.children.length === 0)
    return (
      <Empty icon={<IconPuzzle size={22} />} title="No campaigns called">
        Campaigns that this run executes (serial) or requests (parallel) show here, with how many people
        qualified.
      </Empty>
    );
  return (
    <>
      <ChildrenTable items={run.children} />
      <Text size="xs" c="dimmed" px={18}>
        Each executed call logs Qualified TRUE or FALSE with its reason; filter the activity log by Execute
        Campaign to see them.
      </Text>
    </>
  );
}

/** In the order of the flow, what is called below what calls it. */
export function ChildrenTable({ items }: { items: readonly RunChild[] }) {
  const { id: ws } = useWorkspace();
  const children = [...items].sort((a, b) => a.path.localeCompare(b.path));
  return (
    <Table.ScrollContainer minWidth={420} p="xs">
      <Table verticalSpacing={6} aria-label="Campaigns called">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Campaign</Table.Th>
            <Table.Th>How</Table.Th>
            <Table.Th ta="right">Qualified TRUE</Table.Th>
            <Table.Th ta="right">Qualified FALSE</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {children.map((child) => (
            <Table.Tr key={`${child.path}${child.campaign.id}${child.relation}`}>
              <Table.Td style={{ paddingLeft: 8 + Math.max(0, depthOf(child) - 1) * 20 }}>
                {depthOf(child) > 1 && <IconCornerDownRight size={13} aria-hidden />}{' '}
                <Link className="link" href={routes.campaign(ws, child.campaign.id)}>
                  {child.campaign.name}
                </Link>
              </Table.Td>
              <Table.Td>
                <Badge
                  miw="max-content"
                  color={child.relation === 'executes' ? 'iris' : 'gray'}
                  leftSection={
                    child.relation === 'executes' ? <IconPuzzle size={12} /> : <IconSend size={12} />
                  }
                >
                  {child.relation === 'executes' ? 'Execute, serial' : 'Request, parallel'}
                </Badge>
              </Table.Td>
              <Table.Td ta="right">{number(child.qualified)}</Table.Td>
              <Table.Td ta="right">{number(child.not_qualified)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
