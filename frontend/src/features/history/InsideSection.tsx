/** Who waits or is held inside, on which version; moving those who were left on an older one (F06). */

import { Alert, Anchor, Button, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { movePeopleInside, readInside, readPeopleInside } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Campaign, Inside } from '@/shared/api/types';
import { counted, number } from '@/shared/format';
import { routes } from '@/shared/routes';
import { Moment } from '@/shared/ui/Moment';
import { failed } from '@/shared/ui/notices';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { PlacesTable } from './PlacesTable';

const OPEN = ['queued', 'running'];

export function InsideSection({ campaign }: { campaign: Campaign }) {
  const { id: ws } = useWorkspace();
  const inside = useQuery({
    queryKey: [...keys.campaignPart(ws, campaign.id, 'inside'), campaign.published?.number],
    queryFn: () => readInside(ws, campaign.id),
    refetchInterval: ({ state }) => (OPEN.includes(state.data?.moving?.state ?? '') ? 1000 : false),
  });
  if (inside.data && inside.data.people === 0 && !inside.data.moving) return null;
  return (
    <Section title="People inside">
      <Loaded query={inside} rows={3}>
        {(found) => <Content campaign={campaign} inside={found} />}
      </Loaded>
    </Section>
  );
}

function Content({ campaign, inside }: { campaign: Campaign; inside: Inside }) {
  const staying = inside.outdated - inside.movable;
  return (
    <Stack gap="sm">
      {inside.moving && <LastMove moving={inside.moving} />}
      {inside.people > 0 ? (
        <PlacesTable label="Who waits where" places={inside.places} />
      ) : (
        <Text size="sm" c="dimmed">
          Nobody waits or is held at the moment.
        </Text>
      )}
      {inside.movable > 0 && !campaign.has_unpublished_changes && (
        <MoveButton campaign={campaign} inside={inside} />
      )}
      {staying > 0 && <Staying campaign={campaign} count={staying} />}
    </Stack>
  );
}

function LastMove({ moving }: { moving: NonNullable<Inside['moving']> }) {
  if (OPEN.includes(moving.state))
    return (
      <div>
        <Text size="sm">
          Moving people to version {moving.version}: {number(moving.done)} of {number(moving.total)}.
        </Text>
        <Progress value={(100 * moving.done) / Math.max(moving.total, 1)} aria-label="Moving people" />
      </div>
    );
  if (moving.state === 'failed')
    return <Alert color="red">Moving people stopped: {moving.reason} Move them again.</Alert>;
  return (
    <Text size="sm" c="dimmed">
      {counted(moving.moved, 'person', 'people')} moved to version {moving.version};{' '}
      {counted(moving.stayed, 'person', 'people')} stayed, because their step is gone.
    </Text>
  );
}

function MoveButton({ campaign, inside }: { campaign: Campaign; inside: Inside }) {
  const { id: ws, whyNot } = useWorkspace();
  const client = useQueryClient();
  const move = useMutation({
    mutationFn: () => movePeopleInside(ws, campaign.id),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.campaignPart(ws, campaign.id, 'inside') }),
    onError: (error) => failed(error, 'Nobody was moved'),
  });
  return (
    <Group>
      <Button
        variant="default"
        loading={move.isPending}
        disabled={whyNot !== null}
        onClick={() => move.mutate()}
      >
        Move {counted(inside.movable, 'person', 'people')} to the published version
      </Button>
    </Group>
  );
}

function Staying({ campaign, count }: { campaign: Campaign; count: number }) {
  const { id: ws } = useWorkspace();
  const [shown, setShown] = useState(false);
  const people = useInfiniteQuery({
    queryKey: keys.campaignPart(ws, campaign.id, 'staying'),
    queryFn: ({ pageParam }) => readPeopleInside(ws, campaign.id, { cursor: pageParam, staying: true }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: shown,
  });
  if (!shown)
    return (
      <Anchor component="button" type="button" size="sm" ta="left" onClick={() => setShown(true)}>
        Show {counted(count, 'person', 'people')} whose step is gone
      </Anchor>
    );
  return (
    <Loaded query={people} rows={3}>
      {({ pages }) => (
        <>
          <Table aria-label="People whose step is gone">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Person</Table.Th>
                <Table.Th>Stands at</Table.Th>
                <Table.Th>Version</Table.Th>
                <Table.Th>Goes on</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {pages
                .flatMap(({ items }) => items)
                .map((each) => (
                  <Table.Tr key={each.entry}>
                    <Table.Td>
                      <Link className="link" href={routes.person(ws, each.person)}>
                        {each.name}
                      </Link>
                    </Table.Td>
                    <Table.Td>{each.words}</Table.Td>
                    <Table.Td>{each.version ?? '–'}</Table.Td>
                    <Table.Td>
                      {each.state === 'held' ? `Held: ${each.reason}` : <Moment at={each.wake_at} />}
                    </Table.Td>
                  </Table.Tr>
                ))}
            </Table.Tbody>
          </Table>
          {people.hasNextPage && (
            <Button
              variant="subtle"
              loading={people.isFetchingNextPage}
              onClick={() => people.fetchNextPage()}
            >
              Show more
            </Button>
          )}
        </>
      )}
    </Loaded>
  );
}
