/** A smart list that others refer to: its filters, who matches, and what uses it. */

import { Badge } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { readSmartList, readSmartListPeople, saveSmartList } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { SmartListAsset } from '@/shared/api/types';
import { routes } from '@/shared/routes';
import { AssetIcon } from '@/shared/ui/assetLook';
import { PageBody, PageHeader, PageTabs } from '@/shared/ui/Page';
import { Empty, Loaded } from '@/shared/ui/states';
import { RunActionButton } from '../actions/RunActionButton';
import { DraftProvider } from '../drafts/DraftContext';
import { SaveMark } from '../drafts/SaveMark';
import { createSession } from '../drafts/session';
import { PeopleTable } from '../people/PeopleTable';
import { SmartListEditor } from '../smartList/SmartListEditor';
import { UsedBySection } from '../workspace/UsedBySection';
import { useCrumbs } from '../workspace/useCrumbs';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { SmartListHistory } from './SmartListHistory';

export default function SmartListPage({ id, tab }: { id: number; tab: string }) {
  const { id: ws, canEdit } = useWorkspace();
  const client = useQueryClient();
  const asset = useQuery({ queryKey: keys.smartList(ws, id), queryFn: () => readSmartList(ws, id) });

  function onSaved(saved: SmartListAsset) {
    client.setQueryData(keys.smartList(ws, id), saved);
    client.invalidateQueries({ queryKey: [...keys.smartList(ws, id), 'people'] });
  }

  return (
    <Loaded query={asset}>
      {(found) => (
        <DraftProvider
          problems={found.problems ?? []}
          readOnly={!canEdit || found.system}
          open={() =>
            createSession(
              found,
              ({ edit_number, smart_list }) =>
                saveSmartList(ws, id, { edit_number, smart_list: smart_list ?? found.smart_list }),
              onSaved,
            )
          }
        >
          <Pages asset={found} tab={tab} />
        </DraftProvider>
      )}
    </Loaded>
  );
}

function Pages({ asset, tab }: { asset: SmartListAsset; tab: string }) {
  const { id: ws } = useWorkspace();
  const crumbs = useCrumbs(`smart_list:${asset.id}`);
  return (
    <>
      <PageHeader
        title={asset.name}
        icon={<AssetIcon kind="smart_list" size={20} />}
        crumbs={crumbs}
        actions={
          <>
            <SaveMark />
            <RunActionButton
              whom={`everybody in ${asset.name}`}
              chosen={{ smart_list: asset.id }}
              count={null}
            />
          </>
        }
        badges={
          asset.system && (
            <Badge variant="default" title={asset.description}>
              System list, read-only
            </Badge>
          )
        }
        tabs={
          <PageTabs
            label="Pages of the smart list"
            tabs={[
              { label: 'Filters', href: routes.smartList(ws, asset.id) },
              { label: 'People', href: routes.smartList(ws, asset.id, 'people') },
              { label: 'History', href: routes.smartList(ws, asset.id, 'history') },
              { label: 'Used by', href: routes.smartList(ws, asset.id, 'used-by') },
            ]}
          />
        }
      />
      {tab === 'people' ? (
        <People id={asset.id} />
      ) : tab === 'history' ? (
        <SmartListHistory asset={asset} />
      ) : tab === 'used-by' ? (
        <PageBody>
          <UsedBySection
            kind="smart_list"
            id={asset.id}
            hint="In a campaign, add the filter Member of Smart List and choose it."
          />
        </PageBody>
      ) : (
        <SmartListEditor
          campaign={null}
          triggers="none"
          emptyMeans="A smart list finds people by filters; campaigns and other smart lists can use it."
        />
      )}
    </>
  );
}

function People({ id }: { id: number }) {
  const { id: ws } = useWorkspace();
  return (
    <PageBody flush>
      <PeopleTable
        label="People who match"
        queryKey={[...keys.smartList(ws, id), 'people']}
        read={(cursor) => readSmartListPeople(ws, id, cursor)}
        file={{ smart_list: id }}
        empty={
          <Empty icon={<IconFilter size={22} />} title="Nobody matches now">
            Change the filters, or wait: whoever comes to match shows here.
          </Empty>
        }
      />
    </PageBody>
  );
}
