/** A program: what is in it, its tokens, its members. */

import { Badge, Group, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { readProgram, readProgramMembers } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { NodeId, Program, ProgramMember } from '@/shared/api/types';
import { number } from '@/shared/format';
import { routes } from '@/shared/routes';
import { AssetIcon } from '@/shared/ui/assetLook';
import { Moment } from '@/shared/ui/Moment';
import { PageBody, PageHeader, PageTabs, Section } from '@/shared/ui/Page';
import { Empty, Loaded } from '@/shared/ui/states';
import { PeopleTable } from '../people/PeopleTable';
import { TokenTable } from '../tokens/TokenTable';
import { useCrumbs } from '../workspace/useCrumbs';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { Contents } from './Contents';

export default function ProgramPage({ id, tab }: { id: number; tab: string }) {
  const { id: ws } = useWorkspace();
  const program = useQuery({ queryKey: keys.program(ws, id), queryFn: () => readProgram(ws, id) });
  const crumbs = useCrumbs(`program:${id}`);
  return (
    <Loaded query={program}>
      {(found) => (
        <>
          <PageHeader
            title={found.name}
            icon={<AssetIcon kind="program" size={20} />}
            crumbs={crumbs}
            badges={<ChannelBadge program={found} />}
            tabs={
              <PageTabs
                label="Pages of the program"
                tabs={[
                  { label: 'Overview', href: routes.program(ws, id) },
                  { label: 'My Tokens', href: routes.program(ws, id, 'tokens') },
                  { label: 'Members', href: routes.program(ws, id, 'members') },
                ]}
              />
            }
          />
          <Tab program={found} tab={tab} />
        </>
      )}
    </Loaded>
  );
}

function Tab({ program, tab }: { program: Program; tab: string }) {
  const node: NodeId = `program:${program.id}`;
  if (tab === 'tokens')
    return (
      <PageBody>
        <TokenTable owner={node} />
      </PageBody>
    );
  if (tab === 'members') return <Members program={program} />;
  return (
    <PageBody>
      <Stack gap="md" maw={1240}>
        {program.description && <Text size="sm">{program.description}</Text>}
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
          <Contents parent={node} />
          <Statuses program={program} />
        </SimpleGrid>
      </Stack>
    </PageBody>
  );
}

function ChannelBadge({ program }: { program: Program }) {
  return <Badge color="gray">Channel {program.channel.name}</Badge>;
}

function Statuses({ program }: { program: Program }) {
  const statuses = [...program.statuses].sort((a, b) => a.step - b.step);
  return (
    <Section title="Members by status">
      <Table verticalSpacing={5}>
        <Table.Tbody>
          {statuses.map((status) => (
            <Table.Tr key={status.id}>
              <Table.Td>
                <Group gap={6}>
                  {status.name}
                  {status.success && <Badge color="green">success</Badge>}
                </Group>
              </Table.Td>
              <Table.Td ta="right">{number(status.members)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed" mt={4}>
        Nobody goes back to an earlier status; success stays once it was reached.
      </Text>
    </Section>
  );
}

function Members({ program }: { program: Program }) {
  const { id: ws } = useWorkspace();
  const [search] = useSearchParams();
  const status = search.get('status');
  return (
    <PageBody flush>
      <PeopleTable<ProgramMember>
        label="Members"
        queryKey={[...keys.program(ws, program.id), 'members', status]}
        read={(cursor) => readProgramMembers(ws, program.id, { cursor, status })}
        personOf={(row) => row.person}
        extra={[
          {
            label: 'Status',
            draw: ({ status: at, success }) => <Badge color={success ? 'green' : 'gray'}>{at.name}</Badge>,
          },
          { label: 'Since', draw: ({ since }) => <Moment at={since} /> },
        ]}
        empty={
          <Empty icon={<IconUsers size={22} />} title="No members yet">
            The step Change Program Status, or an import, makes people members of this program.
          </Empty>
        }
      />
    </PageBody>
  );
}
