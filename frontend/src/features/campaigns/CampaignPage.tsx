/** A campaign's pages: one draft under all of them, so that changing the tab loses nothing. */

import { Badge, Tooltip } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { readDraft, saveDraft } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Campaign, Draft } from '@/shared/api/types';
import { type CampaignTab, routes } from '@/shared/routes';
import { AssetIcon, lookOf, STATUS_WORDS } from '@/shared/ui/assetLook';
import { said } from '@/shared/ui/notices';
import { PageHeader, PageTabs } from '@/shared/ui/Page';
import { Failure, Loaded, Loading } from '@/shared/ui/states';
import { DraftProvider, useDraft } from '../drafts/DraftContext';
import { SaveMark } from '../drafts/SaveMark';
import { createSession } from '../drafts/session';
import { useCampaign } from '../workspace/queries';
import { useCrumbs } from '../workspace/useCrumbs';
import { changedListeners } from '../workspace/useWorkspaceEvents';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { CampaignActions } from './CampaignActions';
import { MembersTab } from './MembersTab';
import { OverviewTab } from './OverviewTab';
import { ResultsTab } from './ResultsTab';
import { RunsTab } from './RunsTab';

const FlowEditor = lazy(() => import('../flow/FlowEditor'));
const SmartListTab = lazy(() => import('../smartList/CampaignSmartList'));
const ScheduleTab = lazy(() => import('../schedule/ScheduleTab'));
const HistoryTab = lazy(() => import('../history/HistoryTab'));

export default function CampaignPage({ id, tab }: { id: number; tab: string }) {
  const { id: ws } = useWorkspace();
  const campaign = useCampaign(id);
  const draft = useQuery({
    queryKey: keys.campaignPart(ws, id, 'draft'),
    queryFn: () => readDraft(ws, id),
    staleTime: 60_000,
  });
  return (
    <Loaded query={campaign}>
      {(found) => (
        <Loaded query={draft}>
          {(start) => (
            <WithDraft campaign={found} draft={start}>
              <Pages campaign={found} tab={tab as CampaignTab} />
            </WithDraft>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

function WithDraft({ campaign, draft, children }: { campaign: Campaign; draft: Draft; children: ReactNode }) {
  const { id: ws, canEdit } = useWorkspace();
  const client = useQueryClient();
  const { id } = campaign;

  function onSaved(saved: Draft) {
    const before = client.getQueryData<Draft>(keys.campaignPart(ws, id, 'draft'));
    client.setQueryData(keys.campaignPart(ws, id, 'draft'), saved);
    client.invalidateQueries({ queryKey: keys.campaign(ws, id), exact: true });
    client.invalidateQueries({ queryKey: keys.campaignPart(ws, id, 'audience') });
    if (looksDifferent(before, saved)) client.invalidateQueries({ queryKey: keys.tree(ws) });
  }

  return (
    <DraftProvider
      problems={draft.problems}
      readOnly={!canEdit}
      open={() => createSession(draft, (request) => saveDraft(ws, id, request), onSaved)}
    >
      <FollowOthers campaign={campaign} />
      {children}
    </DraftProvider>
  );
}

/** In the tree a campaign shows its kind and whether it is broken. */
function looksDifferent(before: Draft | undefined, after: Draft): boolean {
  const look = (draft: Draft | undefined) =>
    `${(draft?.smart_list.triggers.length ?? 0) > 0} ${draft?.problems.some((problem) => problem.severity === 'error')}`;
  return look(before) !== look(after);
}

/** What someone else saves shows here too, as long as nothing unsaved would be lost. */
function FollowOthers({ campaign }: { campaign: Campaign }) {
  const { session } = useDraft();
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const { node, id } = campaign;
  useEffect(() => {
    async function onChanged(changed: string, editNumber: number | undefined) {
      if (changed !== node || editNumber === undefined) return;
      if (editNumber <= session.saving.getState().editNumber) return;
      const theirs = await readDraft(ws, id);
      if (!session.adopt(theirs)) return;
      client.setQueryData(keys.campaignPart(ws, id, 'draft'), theirs);
      said(`${theirs.saved_by ?? 'Someone'} changed this campaign; you see the new version.`);
    }
    changedListeners.add(onChanged);
    return () => void changedListeners.delete(onChanged);
  }, [session, client, ws, id, node]);
  return null;
}

const TABS: [CampaignTab, string][] = [
  ['overview', 'Overview'],
  ['smart-list', 'Smart List'],
  ['flow', 'Flow'],
  ['schedule', 'Schedule'],
  ['runs', 'Runs'],
  ['results', 'Results'],
  ['members', 'Members'],
  ['history', 'History'],
];

function Pages({ campaign, tab }: { campaign: Campaign; tab: CampaignTab }) {
  const { id: ws } = useWorkspace();
  const crumbs = useCrumbs(campaign.node);
  return (
    <>
      <PageHeader
        title={campaign.name}
        icon={<AssetIcon kind="campaign" campaignKind={campaign.kind} size={20} />}
        crumbs={crumbs}
        badges={<Badges campaign={campaign} />}
        actions={
          <>
            <SaveMark />
            <CampaignActions campaign={campaign} />
          </>
        }
        tabs={
          <PageTabs
            label="Pages of the campaign"
            tabs={TABS.map(([name, label]) => ({ label, href: routes.campaign(ws, campaign.id, name) }))}
          />
        }
      />
      <Suspense fallback={<Loading />}>
        <Tab campaign={campaign} tab={tab} />
      </Suspense>
    </>
  );
}

function Tab({ campaign, tab }: { campaign: Campaign; tab: CampaignTab }) {
  switch (tab) {
    case 'overview':
      return <OverviewTab campaign={campaign} />;
    case 'smart-list':
      return <SmartListTab campaign={campaign} />;
    case 'flow':
      return <FlowEditor campaign={campaign} />;
    case 'schedule':
      return <ScheduleTab campaign={campaign} />;
    case 'runs':
      return <RunsTab campaign={campaign} />;
    case 'results':
      return <ResultsTab campaign={campaign} />;
    case 'members':
      return <MembersTab campaign={campaign} />;
    case 'history':
      return <HistoryTab campaign={campaign} />;
    default:
      return <Failure error={new Error(`A campaign has no page “${tab}”. Choose one of the tabs above.`)} />;
  }
}

function Badges({ campaign }: { campaign: Campaign }) {
  const status = STATUS_WORDS[campaign.status];
  return (
    <>
      <Badge color="gray" visibleFrom="lg">
        {lookOf('campaign', campaign.kind).label}
      </Badge>
      {!campaign.executable && status && (
        <Tooltip label={status.meaning}>
          <Badge color={status.color}>{status.label}</Badge>
        </Tooltip>
      )}
    </>
  );
}
