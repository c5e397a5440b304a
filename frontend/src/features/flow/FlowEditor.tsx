/** The flow editor: palette, canvas, inspector, problems. */

import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsMaximize,
  IconArrowsMinimize,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { stepIndex } from '@/domain/flow/flow';
import { calledCampaigns, cardsOf } from '@/domain/flow/picture';
import { ruleWords } from '@/domain/words';
import { readOpenFlows, readTokenHints } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Campaign } from '@/shared/api/types';
import { useStored } from '@/shared/hooks/useStored';
import { routes } from '@/shared/routes';
import { Splitter } from '@/shared/ui/Splitter';
import { Loading } from '@/shared/ui/states';
import { useDraft, useFlow, useHistory, useSaving, useSmartList } from '../drafts/DraftContext';
import { FormProvider } from '../forms/FormContext';
import { useDialogs } from '../tree/dialogs';
import { useCatalog, useNames, useNodes } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { FlowCanvas } from './FlowCanvas';
import classes from './FlowEditor.module.css';
import { FlowPalette } from './FlowPalette';
import { Inspector } from './Inspector';
import { ProblemsDrawer } from './ProblemsDrawer';
import { StepMenu } from './StepMenu';
import { useFlowCommands } from './useFlowCommands';
import { flowKeyHandler } from './useFlowKeys';

const NO_FLOWS = {};
const INSPECTOR = { least: 280, most: 620, usual: 340 };

export default function FlowEditor({ campaign }: { campaign: Campaign }) {
  const { id: ws, whyNot } = useWorkspace();
  const { problems, readOnly } = useDraft();
  const flow = useFlow();
  const smartList = useSmartList();
  const names = useNames();
  const catalog = useCatalog().data;
  const history = useHistory('flow');
  const [, navigate] = useLocation();
  const nodes = useNodes();
  const openDialog = useDialogs((state) => state.open);
  const [search, setSearch] = useSearchParams();
  const selected = search.get('step');
  const palette = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useStored('inspector-width', INSPECTOR.usual);
  const [opened, setOpened] = useStored<string[]>(`opened-${campaign.id}`, []);
  const [insertAt, setInsertAt] = useState<number | null>(null);
  const [menu, setMenu] = useState<{ step: string; x: number; y: number } | null>(null);

  const select = useCallback(
    (step: string | null) =>
      setSearch(
        (old) => {
          const next = new URLSearchParams(old);
          if (step) next.set('step', step);
          else next.delete('step');
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const commands = useFlowCommands(names, select);
  const openFlows = useOpenFlows(campaign.id, flow.steps.flatMap(calledCampaigns));
  const hints = useHints(campaign.id);

  const cards = useMemo(
    () => (names ? cardsOf(flow, { names, problems, openFlows, opened: new Set(opened), counts: null }) : []),
    [flow, names, problems, openFlows, opened],
  );
  const entry = useMemo(
    () => ({
      words: names
        ? [
            ...smartList.triggers.map((rule) => ({ text: ruleWords(rule, names), trigger: true })),
            ...smartList.filters.map((rule) => ({ text: ruleWords(rule, names), trigger: false })),
          ]
        : [],
      everyone: campaign.executable ? 'Everyone who is sent here' : 'No filters: everyone',
      foot: (
        <Link className="link" href={routes.campaign(ws, campaign.id, 'smart-list')}>
          {readOnly ? 'See the smart list' : 'Edit the smart list'}
        </Link>
      ),
    }),
    [names, smartList, campaign.executable, campaign.id, ws, readOnly],
  );
  const toggle = useCallback(
    (place: string) =>
      setOpened(opened.includes(place) ? opened.filter((each) => each !== place) : [...opened, place]),
    [opened, setOpened],
  );
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
            moveTo: commands.moveTo,
            menu: (step: string, x: number, y: number) => {
              select(step);
              setMenu({ step, x, y });
            },
          },
    [readOnly, commands, select],
  );

  if (!names || !catalog) return <Loading />;
  const at = stepIndex(flow, selected);
  const step = flow.steps[at];
  const node = nodes.find((each) => each.node === campaign.node);

  function add(kind: string) {
    if (insertAt !== null) commands.add(kind, insertAt);
    else commands.addAfter(kind, selected);
    setInsertAt(null);
  }

  const onKeyDown = flowKeyHandler({
    cards,
    selected,
    select,
    commands,
    readOnly,
    undo: history.undo,
    redo: history.redo,
    edit: () =>
      selected === 'entry'
        ? navigate(routes.campaign(ws, campaign.id, 'smart-list'))
        : panel.current?.querySelector<HTMLElement>('input, textarea, button')?.focus(),
    close: () => select(null),
    toggle,
    dive,
    openPalette: () => palette.current?.focus(),
    rename: () => node && openDialog({ type: 'rename', node }),
  });

  return (
    <FormProvider value={{ campaign: campaign.id, hints, readOnly }}>
      <div className={classes.editor}>
        <FlowPalette
          catalog={catalog}
          executable={campaign.executable}
          disabledReason={readOnly ? whyNot : null}
          searchRef={palette}
          onAdd={add}
        />
        <div className={classes.centre}>
          <FlowCanvas
            label="Flow canvas"
            cards={cards}
            entry={entry}
            selected={selected}
            onSelect={select}
            onToggle={toggle}
            onOpenCampaign={dive}
            edits={edits}
            onKeyDown={onKeyDown}
          >
            <CanvasTools
              history={history}
              canOpen={cards.some((card) => card.calls.some((call) => call.canOpen))}
              onOpenAll={() => setOpened(cards.map((card) => card.place))}
              onCloseAll={() => setOpened([])}
            />
            {flow.steps.length === 0 && !readOnly && <EmptyHint />}
          </FlowCanvas>
          <ProblemsDrawer campaign={campaign.id} onStep={select} />
        </div>
        {step && (
          <>
            <Splitter
              label="Width of the inspector"
              side="right"
              value={width}
              least={INSPECTOR.least}
              most={INSPECTOR.most}
              onChange={setWidth}
            />
            <div style={{ width, maxWidth: '44%', flex: 'none', minHeight: 0 }}>
              <Inspector
                key={step.id}
                step={step}
                number={at + 1}
                kind={names.kind(step.kind)}
                commands={commands}
                panelRef={panel}
                onClose={() => select(null)}
              />
            </div>
          </>
        )}
        <Announcer text={step ? `Step ${at + 1}, ${names.kind(step.kind)?.label ?? step.kind}` : ''} />
        <StepMenu menu={menu} commands={commands} onClose={() => setMenu(null)} />
      </div>
    </FormProvider>
  );
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

function useHints(campaign: number) {
  const { id: ws } = useWorkspace();
  const { data } = useQuery({
    queryKey: keys.campaignPart(ws, campaign, 'tokens'),
    queryFn: () => readTokenHints(ws, campaign),
    staleTime: 30_000,
  });
  return data ?? [];
}

type ToolsProps = {
  history: ReturnType<typeof useHistory>;
  canOpen: boolean;
  onOpenAll: () => void;
  onCloseAll: () => void;
};

function CanvasTools({ history, canOpen, onOpenAll, onCloseAll }: ToolsProps) {
  const tools = [
    { label: 'Undo', icon: IconArrowBackUp, act: history.undo, off: !history.canUndo },
    { label: 'Redo', icon: IconArrowForwardUp, act: history.redo, off: !history.canRedo },
    { label: 'Open all executables', icon: IconArrowsMaximize, act: onOpenAll, off: !canOpen },
    { label: 'Close all executables', icon: IconArrowsMinimize, act: onCloseAll, off: !canOpen },
  ];
  return (
    <Group className={classes.tools} gap={2} role="toolbar" aria-label="Canvas tools">
      {tools.map(({ label, icon: Icon, act, off }) => (
        <Tooltip key={label} label={label}>
          <ActionIcon variant="subtle" color="gray" size={28} aria-label={label} disabled={off} onClick={act}>
            <Icon size={17} />
          </ActionIcon>
        </Tooltip>
      ))}
    </Group>
  );
}

function EmptyHint() {
  return (
    <Text className={classes.hint} size="sm" c="dimmed">
      A flow is what happens to each person, step after step. Drag a step from the left onto the line, or
      press <kbd>A</kbd>, type its name and press Enter.
    </Text>
  );
}

function Announcer({ text }: { text: string }) {
  return (
    <div className="visually-hidden" aria-live="polite">
      {text}
    </div>
  );
}
