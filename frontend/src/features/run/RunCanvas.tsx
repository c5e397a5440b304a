/** The same canvas as in the editor, with this run's counts on the cards. */

import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useLocation } from 'wouter';
import { calledCampaigns, cardsOf } from '@/domain/flow/picture';
import { placeOf } from '@/domain/run/filter';
import { readOpenFlows } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Run } from '@/shared/api/types';
import { people } from '@/shared/format';
import { useStored } from '@/shared/hooks/useStored';
import { routes } from '@/shared/routes';
import { Loading } from '@/shared/ui/states';
import { FlowCanvas } from '../flow/FlowCanvas';
import { useNames } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';

const NO_FLOWS = {};
const NO_STEPS: ReadonlySet<string> = new Set();
const NO_PROBLEMS: never[] = [];

type Props = { run: Run; selectedPlace: string | null; onStep: (place: string | null) => void };

export function RunCanvas({ run, selectedPlace, onStep }: Props) {
  const { id: ws } = useWorkspace();
  const names = useNames();
  const [, navigate] = useLocation();
  const campaign = run.campaign?.id ?? 0;
  const executes = run.flow.steps.some((step) => calledCampaigns(step).length > 0);
  const open = useQuery({
    queryKey: keys.campaignPart(ws, campaign, 'open-run'),
    queryFn: () => readOpenFlows(ws, campaign),
    enabled: executes && campaign > 0,
    staleTime: 60_000,
  });
  const openFlows = open.data?.campaigns ?? NO_FLOWS;
  const [opened, setOpened] = useStored<string[]>(`opened-run-${campaign}`, []);
  const cards = useMemo(
    () =>
      names
        ? cardsOf(run.flow, {
            names,
            problems: NO_PROBLEMS,
            openFlows,
            opened: new Set(opened),
            counts: run.steps,
          })
        : [],
    [names, run.flow, run.steps, openFlows, opened],
  );
  const filters = run.words.filters;
  const words = useMemo(() => Object.values(filters).map((text) => ({ text, trigger: false })), [filters]);
  const entry = useMemo(
    () => ({ words, everyone: 'No filters: everyone', foot: `${people(run.entered)} entered` }),
    [words, run.entered],
  );
  const toggle = useCallback(
    (place: string) =>
      setOpened(opened.includes(place) ? opened.filter((each) => each !== place) : [...opened, place]),
    [opened, setOpened],
  );
  const select = useCallback(
    (step: string | null, place?: string) =>
      onStep(step === null || step === 'entry' ? null : (place ?? placeOf('', step))),
    [onStep],
  );
  const goTo = useCallback((id: number) => navigate(routes.campaign(ws, id, 'flow')), [navigate, ws]);
  if (!names) return <Loading />;
  return (
    <FlowCanvas
      label="Flow of the run, with counts"
      cards={cards}
      entry={entry}
      selected={selectedPlace}
      chosen={NO_STEPS}
      onSelect={select}
      onToggle={toggle}
      onOpenCampaign={goTo}
    />
  );
}
