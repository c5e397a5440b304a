/** The flow editor: palette, canvas or list, inspector, problems. */

import { useQuery } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { stepIndex } from '@/domain/flow/flow';
import { readTokenHints } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Campaign } from '@/shared/api/types';
import { useSteady } from '@/shared/hooks/useSteady';
import { useStored } from '@/shared/hooks/useStored';
import { routes } from '@/shared/routes';
import { Splitter } from '@/shared/ui/Splitter';
import { Loading } from '@/shared/ui/states';
import { useDraft, useFlow, useHistory } from '../drafts/DraftContext';
import { FormProvider } from '../forms/FormContext';
import { useDialogs } from '../tree/dialogs';
import { useCatalog, useNames, useNodes } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { DryRunPanel } from './DryRunPanel';
import { FlowCanvas } from './FlowCanvas';
import { type DrawerPart, FlowDrawer } from './FlowDrawer';
import classes from './FlowEditor.module.css';
import { FlowList } from './FlowList';
import { FlowPalette } from './FlowPalette';
import { FlowToolbar, type FlowView } from './FlowToolbar';
import { Inspector } from './Inspector';
import { ProblemsList } from './ProblemsList';
import { SeveralSteps } from './SeveralSteps';
import { StepMenu } from './StepMenu';
import { type Joining, useChosenSteps } from './useChosenSteps';
import { useDryRun } from './useDryRun';
import { useFlowCommands } from './useFlowCommands';
import { flowKeyHandler } from './useFlowKeys';
import { useFlowPicture } from './useFlowPicture';

const INSPECTOR = { least: 280, most: 620, usual: 340 };

export default function FlowEditor({ campaign }: { campaign: Campaign }) {
  const { id: ws, whyNot } = useWorkspace();
  const { readOnly } = useDraft();
  const flow = useFlow();
  const names = useNames();
  const catalog = useCatalog().data;
  const history = useHistory('flow');
  const [, navigate] = useLocation();
  const nodes = useNodes();
  const openDialog = useDialogs((state) => state.open);
  const { selected, chosen, select, choose } = useChosenSteps();
  const palette = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const centre = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useStored('inspector-width', INSPECTOR.usual);
  const [drawer, setDrawer] = useStored<DrawerPart>('flow-drawer', null);
  const [view, setView] = useStored<FlowView>('flow-view', 'canvas');
  const [insertAt, setInsertAt] = useState<number | null>(null);
  const [menu, setMenu] = useState<{ step: string; x: number; y: number } | null>(null);
  const commands = useFlowCommands(names, choose);
  const dryRun = useDryRun(campaign.id);
  const counts = dryRun.found && !dryRun.isStale ? dryRun.found.steps : null;
  const { cards, entry, toggle, canOpen, openAll, closeAll } = useFlowPicture(campaign, counts);
  const hints = useHints(campaign.id);
  const selectOnCanvas = useCallback(
    (step: string | null, _place?: string, joining?: Joining) => select(step, joining),
    [select],
  );
  const group = useMemo(() => new Set(chosen), [chosen]);
  const latest = useRef(group);
  latest.current = group;
  const dive = useCallback((id: number) => navigate(routes.campaign(ws, id, 'flow')), [navigate, ws]);
  const edits = useMemo(
    () =>
      readOnly
        ? undefined
        : {
            insertAt: (at: number) => {
              setInsertAt(at);
              palette.current?.focus();
            },
            dropKind: commands.add,
            moveTo: (step: string, at: number) =>
              commands.moveTo(latest.current.has(step) ? [...latest.current] : [step], at),
            menu: (step: string, x: number, y: number) => {
              if (!latest.current.has(step)) select(step);
              setMenu({ step, x, y });
            },
          },
    [readOnly, commands, select],
  );

  const close = useCallback(() => select(null), [select]);
  const closeMenu = useCallback(() => setMenu(null), []);
  const form = useMemo(() => ({ campaign: campaign.id, hints, readOnly }), [campaign.id, hints, readOnly]);
  const add = useSteady((kind: string) => {
    if (insertAt !== null) commands.add(kind, insertAt);
    else commands.addAfter(kind, chosen.at(-1) ?? selected);
    setInsertAt(null);
  });
  const toTheFlow = useSteady(() => {
    const place = centre.current?.querySelector<HTMLElement>(`[data-step="${selected ?? 'entry'}"]`);
    place?.focus({ preventScroll: true });
  });
  const tryOut = useSteady(() => {
    setDrawer('dry-run');
    requestAnimationFrame(() => centre.current?.querySelector<HTMLElement>('form input')?.focus());
  });
  const openEvery = useSteady(openAll);
  const closeEvery = useSteady(closeAll);
  // Who walks through the flow by the arrows does not wait for every step's form.
  const inspected = useDeferredValue(selected);

  if (!names || !catalog) return <Loading />;
  const at = stepIndex(flow, selected);
  const step = flow.steps[at];
  const shownAt = stepIndex(flow, inspected);
  const shown = flow.steps[shownAt];
  const node = nodes.find((each) => each.node === campaign.node);

  const onKeyDown = flowKeyHandler({
    cards,
    selected,
    chosen,
    select,
    choose,
    commands,
    readOnly,
    undo: history.undo,
    redo: history.redo,
    edit: () =>
      selected === 'entry'
        ? navigate(routes.campaign(ws, campaign.id, 'smart-list'))
        : panel.current?.querySelector<HTMLElement>('input, textarea, button')?.focus(),
    close,
    toggle,
    dive,
    goBack: () => window.history.back(),
    openPalette: () => palette.current?.focus(),
    rename: () => node && openDialog({ type: 'rename', node }),
    switchView: () => setView(view === 'canvas' ? 'list' : 'canvas'),
    tryOut,
  });
  const shared = { cards, entry, selected, chosen: group, onToggle: toggle, edits, onKeyDown };

  return (
    <FormProvider value={form}>
      <div className={classes.editor}>
        <FlowPalette
          catalog={catalog}
          executable={campaign.executable}
          disabledReason={readOnly ? whyNot : null}
          searchRef={palette}
          onAdd={add}
          onLeave={toTheFlow}
        />
        <div className={classes.centre} ref={centre}>
          <FlowToolbar
            canOpen={canOpen}
            onOpenAll={openEvery}
            onCloseAll={closeEvery}
            view={view}
            onView={setView}
            onTryOut={tryOut}
          />
          {view === 'canvas' ? (
            <FlowCanvas label="Flow canvas" {...shared} onSelect={selectOnCanvas} onOpenCampaign={dive}>
              {flow.steps.length === 0 && !readOnly && <EmptyHint />}
            </FlowCanvas>
          ) : (
            <FlowList {...shared} onSelect={select} />
          )}
          <FlowDrawer
            open={drawer}
            onOpen={setDrawer}
            problems={<ProblemsList campaign={campaign.id} onStep={select} />}
            dryRun={<DryRunPanel campaign={campaign} dryRun={dryRun} />}
          />
        </div>
        {step && shown && (
          <>
            <Splitter
              label="Width of the inspector"
              side="right"
              value={width}
              least={INSPECTOR.least}
              most={INSPECTOR.most}
              onChange={setWidth}
            />
            <div className={classes.inspector} style={{ width }}>
              {chosen.length > 1 ? (
                <SeveralSteps ids={chosen} commands={commands} readOnly={readOnly} />
              ) : (
                <Inspector
                  key={shown.id}
                  step={shown}
                  number={shownAt + 1}
                  kind={names.kind(shown.kind)}
                  commands={commands}
                  panelRef={panel}
                  onClose={close}
                />
              )}
            </div>
          </>
        )}
        <Announcer text={step ? `Step ${at + 1}, ${names.kind(step.kind)?.label ?? step.kind}` : ''} />
        <StepMenu menu={menu} chosen={menu ? chosen : NO_STEPS} commands={commands} onClose={closeMenu} />
      </div>
    </FormProvider>
  );
}

function useHints(campaign: number) {
  const { id: ws } = useWorkspace();
  const { data } = useQuery({
    queryKey: keys.campaignPart(ws, campaign, 'tokens'),
    queryFn: () => readTokenHints(ws, campaign),
    staleTime: 30_000,
  });
  return data ?? NO_HINTS;
}

const NO_HINTS: never[] = [];
const NO_STEPS: string[] = [];

function EmptyHint() {
  return (
    <div className={classes.hint}>
      <b>What happens to each person?</b>
      Drag a step from the left onto the line, click the plus, or press <kbd>A</kbd>, type the step’s name and
      press <kbd>Enter</kbd>.
    </div>
  );
}

function Announcer({ text }: { text: string }) {
  return (
    <div className="visually-hidden" aria-live="polite">
      {text}
    </div>
  );
}
