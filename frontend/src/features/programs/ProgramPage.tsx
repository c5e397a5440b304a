/** A program: what is in it, its tokens, its members. */

import { Alert, Badge, Group, Progress, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { readProgram } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { NodeId, Program } from '@/shared/api/types';
import { number } from '@/shared/format';
import { routes } from '@/shared/routes';
import { AssetIcon } from '@/shared/ui/assetLook';
import { PageBody, PageHeader, PageTabs, Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { TokenTable } from '../tokens/TokenTable';
import { UsedBySection } from '../workspace/UsedBySection';
import { useCrumbs } from '../workspace/useCrumbs';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { Contents } from './Contents';
import { Members } from './Members';

export default function ProgramPage({ id, tab }: { id: number; tab: string }) {
  const { id: ws } = useWorkspace();
  const program = useQuery({
    queryKey: keys.program(ws, id),
    queryFn: () => readProgram(ws, id),
    refetchInterval: ({ state }) => (isBeingFilled(state.data) ? 1000 : false),
  });
  const crumbs = useCrumbs(`program:${id}`);
  return (
    <Loaded query={program}>
      {(found) => (
        <>
          <PageHeader
            title={found.name}
            icon={<AssetIcon kind="program" size={20} />}
            crumbs={crumbs}
            badges={
              <>
                <ChannelBadge program={found} />
                {found.archived && <Badge color="yellow">Archived</Badge>}
              </>
            }
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
        {program.cloning && <CloningState cloning={program.cloning} />}
        {program.description && <Text size="sm">{program.description}</Text>}
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
          <Contents parent={node} />
          <Stack gap="md">
            <Statuses program={program} />
            <UsedBySection
              kind="program"
              id={program.id}
              hint="The step Change Program Status and the filter Member of Program name one."
            />
          </Stack>
        </SimpleGrid>
      </Stack>
    </PageBody>
  );
}

const isBeingFilled = (program: Program | undefined) =>
  program?.cloning?.state === 'queued' || program?.cloning?.state === 'running';

/** A cloned program is filled by a job. */
function CloningState({ cloning }: { cloning: NonNullable<Program['cloning']> }) {
  if (cloning.state === 'failed')
    return (
      <Alert color="red" title="Cloning stopped">
        {cloning.reason} Delete what is here and clone again.
      </Alert>
    );
  return (
    <div role="status">
      <Text size="sm">
        Copying what the program holds: {number(cloning.done)} of {number(cloning.total)}.
      </Text>
      <Progress value={(100 * cloning.done) / Math.max(cloning.total, 1)} aria-label="Cloning" />
    </div>
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
