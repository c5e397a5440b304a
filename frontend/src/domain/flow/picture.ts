/** The cards of a flow: everything a card shows, executables opened in place included. */

import type { Branch, Flow, FlowStep, OpenFlow, Problem, StepCount } from '@/shared/api/types';
import { problemsOfStep } from '../problems';
import { placeOf } from '../run/filter';
import { branchWords, type Names, ruleWords } from '../words';
import { DEFAULT } from './flow';

export const MAX_DEPTH = 3;

export type CardRow = {
  branch: string;
  condition: string | null;
  words: string;
  doNothing: boolean;
  count: number | null;
};
export type Relation = 'executes' | 'requests';
export type Call = {
  relation: Relation;
  campaign: number;
  name: string;
  /** What stands behind the name where the call is the whole of the step. */
  detail: string | null;
  /** null: closed, or not to be opened (too deep, unknown). */
  inside: { entry: string; cards: Card[] } | null;
  canOpen: boolean;
};
export type Card = {
  id: string;
  place: string;
  depth: number;
  number: string;
  step: FlowStep;
  label: string;
  role: string;
  /** Everything the step does, in one sentence. */
  words: string;
  rows: CardRow[];
  problems: Problem[];
  calls: Call[];
  count: StepCount | null;
};

/** What a picture is made of, besides the flow itself. */
export type Sources = {
  names: Names;
  problems: readonly Problem[];
  openFlows: { [campaign: string]: OpenFlow };
  /** Places whose executables are opened. */
  opened: ReadonlySet<string>;
  counts: { [place: string]: StepCount } | null;
};

export function cardsOf(flow: Flow, sources: Sources): Card[] {
  return cards(flow, sources, { path: '', depth: 0, prefix: '' });
}

type Level = { path: string; depth: number; prefix: string };

function cards(flow: Flow, sources: Sources, level: Level): Card[] {
  return flow.steps.map((step, index) => card(step, sources, level, `${level.prefix}${index + 1}`));
}

function card(step: FlowStep, sources: Sources, level: Level, number: string): Card {
  const kind = sources.names.kind(step.kind);
  const place = placeOf(level.path, step.id);
  const count = sources.counts?.[place] ?? null;
  const drawn = rows(step, sources.names, count);
  return {
    id: step.id,
    place,
    depth: level.depth,
    number,
    step,
    label: kind?.label ?? step.kind,
    role: kind?.role ?? 'data',
    words: drawn.map((row) => row.words).join(', '),
    rows: isOneCall(step) ? [] : drawn,
    problems: level.depth === 0 ? problemsOfStep(sources.problems, step.id) : [],
    calls: calls(step, sources, level, number),
    count,
  };
}

/** Then the call's own line says it all: the same name twice would only be read twice. */
function isOneCall(step: FlowStep): boolean {
  return step.choices.length === 0 && calledCampaigns(step).length === 1;
}

function rows(step: FlowStep, names: Names, count: StepCount | null): CardRow[] {
  const row = (branch: string, condition: string | null, content: Branch): CardRow => ({
    branch,
    condition,
    words: branchWords(step.kind, content, names),
    doNothing: content.do_nothing,
    count: count?.choices?.[branch] ?? null,
  });
  return [
    ...step.choices.map((choice) => row(choice.id, ruleWords(choice.condition, names), choice)),
    row(DEFAULT, step.choices.length ? '' : null, step.default),
  ];
}

const RELATIONS: { [kind: string]: Relation } = {
  execute_campaign: 'executes',
  request_campaign: 'requests',
};

/** The campaigns that a step calls, each once, in the order of its choices. */
export function calledCampaigns(step: FlowStep): number[] {
  if (!RELATIONS[step.kind]) return [];
  const branches = [...step.choices, step.default].filter((branch) => !branch.do_nothing);
  const ids = branches.map((branch) => Number(branch.params.campaign)).filter((id) => id > 0);
  return [...new Set(ids)];
}

function calls(step: FlowStep, sources: Sources, level: Level, number: string): Call[] {
  const relation = RELATIONS[step.kind];
  if (!relation) return [];
  return calledCampaigns(step).map((campaign) => {
    const flow = sources.openFlows[campaign];
    const canOpen = relation === 'executes' && flow !== undefined && level.depth < MAX_DEPTH;
    const isOpen = canOpen && sources.opened.has(placeOf(level.path, step.id));
    return {
      relation,
      campaign,
      name: flow?.name ?? sources.names.asset('campaign', campaign),
      detail: isOneCall(step) ? callWords(relation, step) : null,
      canOpen,
      inside: isOpen ? inside(flow, sources, level, step.id, number) : null,
    };
  });
}

function callWords(relation: Relation, step: FlowStep): string {
  if (relation === 'requests') return 'runs in parallel';
  return `parent tokens ${step.default.params.parent_context ? 'True' : 'False'}`;
}

function inside(flow: OpenFlow, sources: Sources, level: Level, step: string, number: string) {
  const path = level.path ? `${level.path}/${step}` : step;
  return {
    entry: entryWords(flow.smart_list_words),
    cards: cards(flow.flow, sources, { path, depth: level.depth + 1, prefix: `${number}.` }),
  };
}

function entryWords(words: OpenFlow['smart_list_words']): string {
  const list = Object.values(words);
  const said = list.filter(Boolean).join(', ');
  return said ? `Who: ${said}` : 'Who: everyone';
}
