/** The flow as the editor holds it, and the one way to change it. */

import type { Branch, Choice, Condition, Flow, FlowStep, Params } from '@/shared/api/types';
import { shortId } from '../shortId';

export const DEFAULT = 'default';
export const EMPTY_FLOW: Flow = { steps: [] };

export type FlowEdit =
  | { type: 'insert'; at: number; steps: readonly FlowStep[] }
  | { type: 'remove'; ids: readonly string[] }
  | { type: 'move'; ids: readonly string[]; to: number }
  | { type: 'configure'; id: string; branch: string; params: Params }
  | { type: 'setDoNothing'; id: string; branch: string; doNothing: boolean }
  | { type: 'addChoice'; id: string; choice: Choice }
  | { type: 'removeChoice'; id: string; choice: string }
  | { type: 'moveChoice'; id: string; choice: string; by: -1 | 1 }
  | { type: 'setCondition'; id: string; choice: string; condition: Condition }
  | { type: 'replace'; flow: Flow };

/** Every change to a flow goes through here; undo keeps the flow that it came from. */
export function applyEdit(flow: Flow, edit: FlowEdit): Flow {
  switch (edit.type) {
    case 'replace':
      return edit.flow;
    case 'insert':
      return { steps: flow.steps.toSpliced(edit.at, 0, ...edit.steps) };
    case 'remove':
      return { steps: flow.steps.filter((step) => !edit.ids.includes(step.id)) };
    case 'move':
      return { steps: moved(flow.steps, edit.ids, edit.to) };
    case 'configure':
      return changeBranch(flow, edit.id, edit.branch, { params: edit.params });
    case 'setDoNothing':
      return changeBranch(flow, edit.id, edit.branch, { do_nothing: edit.doNothing });
    case 'addChoice':
      return changeChoices(flow, edit.id, (choices) => [...choices, edit.choice]);
    case 'removeChoice':
      return changeChoices(flow, edit.id, (choices) => choices.filter(({ id }) => id !== edit.choice));
    case 'moveChoice':
      return changeChoices(flow, edit.id, (choices) => movedBy(choices, edit.choice, edit.by));
    case 'setCondition':
      return changeChoices(flow, edit.id, (choices) =>
        choices.map((choice) =>
          choice.id === edit.choice ? { ...choice, condition: edit.condition } : choice,
        ),
      );
  }
}

/** They come to stand together, in their order; `to` is the place of the first in what comes out. */
function moved<Item extends { id: string }>(
  items: readonly Item[],
  ids: readonly string[],
  to: number,
): Item[] {
  const chosen = items.filter(({ id }) => ids.includes(id));
  const others = items.filter(({ id }) => !ids.includes(id));
  return others.toSpliced(Math.max(0, Math.min(to, others.length)), 0, ...chosen);
}

function movedBy<Item extends { id: string }>(items: readonly Item[], id: string, by: number): Item[] {
  return moved(items, [id], items.findIndex((item) => item.id === id) + by);
}

function changeStep(flow: Flow, id: string, change: (step: FlowStep) => FlowStep): Flow {
  return { steps: flow.steps.map((step) => (step.id === id ? change(step) : step)) };
}

function changeChoices(flow: Flow, id: string, change: (choices: readonly Choice[]) => Choice[]): Flow {
  return changeStep(flow, id, (step) => ({ ...step, choices: change(step.choices) }));
}

function changeBranch(flow: Flow, id: string, branch: string, change: Partial<Branch>): Flow {
  if (branch === DEFAULT)
    return changeStep(flow, id, (step) => ({ ...step, default: { ...step.default, ...change } }));
  return changeChoices(flow, id, (choices) =>
    choices.map((choice) => (choice.id === branch ? { ...choice, ...change } : choice)),
  );
}

export function newStep(kind: string, params: Params): FlowStep {
  return { id: shortId(), kind, choices: [], default: { params, do_nothing: false } };
}

export function newChoice(condition: Condition, params: Params): Choice {
  return { id: shortId(), condition, params, do_nothing: false };
}

/** The same steps under ids of their own, as a paste or duplicate needs them. */
export function copiedSteps(steps: readonly FlowStep[]): FlowStep[] {
  return steps.map((step) => ({
    ...step,
    id: shortId(),
    choices: step.choices.map((choice) => ({ ...choice, id: shortId() })),
  }));
}

export function stepIndex(flow: Flow, id: string | null): number {
  return flow.steps.findIndex((step) => step.id === id);
}

/** What a deletion leaves selected: the step that takes the place, else the one before. */
export function neighbourAfterRemoval(flow: Flow, ids: readonly string[]): string | null {
  const last = flow.steps.findLastIndex(({ id }) => ids.includes(id));
  const after = flow.steps[last + 1];
  const before = flow.steps.slice(0, Math.max(last, 0)).findLast(({ id }) => !ids.includes(id));
  return after?.id ?? before?.id ?? null;
}

/** From one step to another, both included, whichever stands first. */
export function stepsBetween(flow: Flow, from: string, to: string): string[] {
  const ends = [stepIndex(flow, from), stepIndex(flow, to)].sort((a, b) => a - b) as [number, number];
  return ends[0] < 0 ? [to] : flow.steps.slice(ends[0], ends[1] + 1).map(({ id }) => id);
}
