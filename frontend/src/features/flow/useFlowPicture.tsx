/** What the editor shows of the draft's flow: its cards, who enters, and what is opened in place. */

import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { Link } from 'wouter';
import { calledCampaigns, cardsOf } from '@/domain/flow/picture';
import { ruleWords } from '@/domain/words';
import { readOpenFlows } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Campaign, StepCount } from '@/shared/api/types';
import { useStored } from '@/shared/hooks/useStored';
import { routes } from '@/shared/routes';
import { useDraft, useFlow, useSaving, useShownProblems, useSmartList } from '../drafts/DraftContext';
import { useNames } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import type { Entry } from './nodes';

const NO_FLOWS = {};
type Counts = { [place: string]: StepCount };

export function useFlowPicture(campaign: Campaign, counts: Counts | null) {
  const flow = useFlow();
  const problems = useShownProblems();
  const names = useNames();
  const [opened, setOpened] = useStored<string[]>(`opened-${campaign.id}`, []);
  const openFlows = useOpenFlows(campaign.id, flow.steps.flatMap(calledCampaigns));
  const cards = useMemo(
    () => (names ? cardsOf(flow, { names, problems, openFlows, opened: new Set(opened), counts }) : []),
    [flow, names, problems, openFlows, opened, counts],
  );
  const toggle = useCallback(
    (place: string) =>
      setOpened(opened.includes(place) ? opened.filter((each) => each !== place) : [...opened, place]),
    [opened, setOpened],
  );
  return {
    cards,
    entry: useEntry(campaign),
    toggle,
    canOpen: cards.some((card) => card.calls.some((call) => call.canOpen)),
    openAll: () => setOpened(cards.map((card) => card.place)),
    closeAll: () => setOpened([]),
  };
}

function useEntry(campaign: Campaign): Entry {
  const { id: ws } = useWorkspace();
  const { readOnly } = useDraft();
  const smartList = useSmartList();
  const names = useNames();
  const { id, executable } = campaign;
  return useMemo(() => {
    const words = (rules: typeof smartList.filters, trigger: boolean) =>
      names ? rules.map((rule) => ({ text: ruleWords(rule, names), trigger })) : [];
    return {
      words: [...words(smartList.triggers, true), ...words(smartList.filters, false)],
      everyone: executable ? 'Everyone who is sent here' : 'No filters: everyone',
      foot: (
        <Link className="link" href={routes.campaign(ws, id, 'smart-list')}>
          {readOnly ? 'See the smart list' : 'Edit the smart list'}
        </Link>
      ),
    };
  }, [names, smartList, executable, id, ws, readOnly]);
}

/** Asked for again when a save may have changed what is called. */
function useOpenFlows(campaign: number, called: number[]) {
  const { id: ws } = useWorkspace();
  const { editNumber } = useSaving();
  const query = useQuery({
    queryKey: [...keys.campaignPart(ws, campaign, 'open'), called.length ? editNumber : 0],
    queryFn: () => readOpenFlows(ws, campaign),
    enabled: called.length > 0,
    placeholderData: (old) => old,
    staleTime: 30_000,
  });
  return query.data?.campaigns ?? NO_FLOWS;
}
