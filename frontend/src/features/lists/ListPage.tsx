/** A static list and who is on it. */

import { Button, Group, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconListDetails, IconUserMinus, IconUserPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readList, readListPeople, removeFromList } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import { number, people } from '@/shared/format';
import { routes } from '@/shared/routes';
import { AssetIcon } from '@/shared/ui/assetLook';
import { failed, said } from '@/shared/ui/notices';
import { PageBody, PageHeader, PageTabs } from '@/shared/ui/Page';
import { Empty, Loaded } from '@/shared/ui/states';
import { RunActionButton } from '../actions/RunActionButton';
import { PeopleTable } from '../people/PeopleTable';
import { UsedBySection } from '../workspace/UsedBySection';
import { useCrumbs } from '../workspace/useCrumbs';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { AddPeopleDialog } from './AddPeopleDialog';

export default function ListPage({ id, tab }: { id: number; tab: string }) {
  const { id: ws, canEdit } = useWorkspace();
  const client = useQueryClient();
  const list = useQuery({ queryKey: keys.list(ws, id), queryFn: () => readList(ws, id) });
  const crumbs = useCrumbs(`list:${id}`);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [adding, setAdding] = useState(false);
  const remove = useMutation({
    mutationFn: () => removeFromList(ws, id, [...chosen]),
    onSuccess: () => {
      said(`${people(chosen.size)} taken off the list.`);
      setChosen(new Set());
      client.invalidateQueries({ queryKey: keys.list(ws, id) });
    },
    onError: failed,
  });
  const ask = () =>
    modals.openConfirmModal({
      title: `Take ${people(chosen.size)} off this list?`,
      children: 'They stay in the database. Campaigns that look at this list will no longer find them on it.',
      labels: { confirm: 'Take off', cancel: 'Cancel' },
      onConfirm: () => remove.mutate(),
    });
  return (
    <Loaded query={list}>
      {(found) => (
        <>
          <PageHeader
            title={found.name}
            icon={<AssetIcon kind="list" size={20} />}
            crumbs={crumbs}
            actions={
              canEdit && (
                <>
                  <RunActionButton whom={`everybody on ${found.name}`} chosen={{ list: id }} count={null} />
                  <Button leftSection={<IconUserPlus size={15} />} onClick={() => setAdding(true)}>
                    Add people
                  </Button>
                </>
              )
            }
            tabs={
              <PageTabs
                label="Pages of the list"
                tabs={[
                  { label: 'People', href: routes.list(ws, id) },
                  { label: 'Used by', href: routes.listUses(ws, id) },
                ]}
              />
            }
          />
          {tab === 'used-by' ? (
            <PageBody>
              <UsedBySection
                kind="list"
                id={id}
                hint="The steps Add to List and Remove from List and the filter Member of List name one."
              />
            </PageBody>
          ) : (
            <PageBody flush>
              <PeopleTable
                label="People on the list"
                queryKey={[...keys.list(ws, id), 'people']}
                read={(cursor) => readListPeople(ws, id, cursor)}
                file={{ list: id }}
                selection={canEdit ? { chosen, onChange: setChosen } : undefined}
                tools={
                  chosen.size > 0 && (
                    <Group gap="xs">
                      <Text size="sm">{number(chosen.size)} chosen</Text>
                      <RunActionButton
                        whom={people(chosen.size)}
                        chosen={{ people: [...chosen] }}
                        count={chosen.size}
                      />
                      <Button
                        variant="light"
                        color="red"
                        leftSection={<IconUserMinus size={15} />}
                        loading={remove.isPending}
                        onClick={ask}
                      >
                        Take off the list
                      </Button>
                    </Group>
                  )
                }
                empty={
                  <Empty icon={<IconListDetails size={22} />} title="Nobody is on this list">
                    Add people here, by an import, or with the flow step Add to List.
                  </Empty>
                }
              />
            </PageBody>
          )}
          {adding && <AddPeopleDialog list={found} onClose={() => setAdding(false)} />}
        </>
      )}
    </Loaded>
  );
}
