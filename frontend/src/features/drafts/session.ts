/** A draft under edit: two editors, one edit number, and saves that never get lost or overwrite. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import { cleanState, foldSave, retryDelay, type SaveEvent, type SaveState } from '@/domain/draft/saving';
import { applyEdit as applyFlowEdit, EMPTY_FLOW, type FlowEdit } from '@/domain/flow/flow';
import { applyEdit as applyListEdit, type SmartListEdit } from '@/domain/smartList/smartList';
import { ApiError, isPassing, sentence } from '@/shared/api/errors';
import type { Flow, SmartListRules, StaleEdit } from '@/shared/api/types';
import { type Begun, createBegun } from './begun';
import { createEditor, type Editor } from './editorStore';

export type Parts = { smart_list: SmartListRules; flow: Flow };
export type Start = {
  edit_number: number;
  saved_at?: string | null;
  smart_list: SmartListRules;
  flow?: Flow;
};
export type Saved = { edit_number: number; saved_at?: string | null };
export type SaveRequest = { edit_number: number } & Partial<Parts>;
type Save<Answer extends Saved> = (request: SaveRequest) => Promise<Answer>;

export type DraftSession = {
  flow: Editor<Flow, FlowEdit>;
  smartList: Editor<SmartListRules, SmartListEdit>;
  saving: StoreApi<SaveState>;
  begun: Begun;
  /** Saves what is unsaved; true when everything is with the server. */
  flush: () => Promise<boolean>;
  takeTheirs: () => void;
  keepMine: () => void;
  /** Shows what someone else saved, when nothing here would be lost by it. */
  adopt: (start: Start) => boolean;
  attach: () => void;
  detach: () => void;
};

const PAUSE = 700;

export function createSession<Answer extends Saved>(
  start: Start,
  save: Save<Answer>,
  onSaved: (answer: Answer) => void,
): DraftSession {
  const begun = createBegun();
  const flow = touching(createEditor(start.flow ?? EMPTY_FLOW, applyFlowEdit, flowStroke), begun);
  const smartList = touching(createEditor(start.smart_list, applyListEdit, listStroke), begun);
  const saving = createStore<SaveState>(() => cleanState(start.edit_number, start.saved_at ?? null));
  const current = (): Parts => ({
    smart_list: smartList.store.getState().value,
    flow: flow.store.getState().value,
  });
  let confirmed = current();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let inFlight: Promise<void> | null = null;
  let attached = 0;

  const tell = (event: SaveEvent) => saving.setState(foldSave(saving.getState(), event), true);

  function unsaved(): Partial<Parts> | null {
    const now = current();
    const parts: Partial<Parts> = {};
    if (now.flow !== confirmed.flow) parts.flow = now.flow;
    if (now.smart_list !== confirmed.smart_list) parts.smart_list = now.smart_list;
    return Object.keys(parts).length > 0 ? parts : null;
  }

  function schedule(delay: number) {
    clearTimeout(timer);
    timer = setTimeout(() => void attempt(), delay);
  }

  function onEdit() {
    if (unsaved()) tell({ type: 'edited' });
    else if (!inFlight && saving.getState().phase === 'idle') settle(saving.getState().editNumber);
    if (saving.getState().phase !== 'conflict') schedule(PAUSE);
  }

  function settle(editNumber: number, at?: string | null) {
    const when = at ?? saving.getState().savedAt ?? new Date().toISOString();
    tell({ type: 'succeeded', editNumber, at: when, stillDirty: unsaved() !== null });
  }

  async function attempt(): Promise<void> {
    clearTimeout(timer);
    if (inFlight) await inFlight;
    const parts = unsaved();
    if (!parts || saving.getState().phase === 'conflict') return;
    inFlight = send(parts).finally(() => {
      inFlight = null;
    });
    await inFlight;
  }

  async function send(parts: Partial<Parts>): Promise<void> {
    const sent = current();
    tell({ type: 'started' });
    try {
      const answer = await save({ edit_number: saving.getState().editNumber, ...parts });
      confirmed = sent;
      settle(answer.edit_number, answer.saved_at ?? new Date().toISOString());
      onSaved(answer);
      if (unsaved()) schedule(PAUSE);
    } catch (error) {
      onFailure(error);
    }
  }

  function onFailure(error: unknown) {
    if (error instanceof ApiError && error.code === 'stale_edit')
      return tell({ type: 'stale', theirs: error.details as unknown as StaleEdit });
    if (!isPassing(error)) return tell({ type: 'refused', reason: sentence(error) });
    tell({ type: 'failed', reason: sentence(error) });
    schedule(retryDelay(saving.getState().attempts) * 1000);
  }

  function show(theirs: { smart_list: SmartListRules; flow?: Flow }) {
    const shownFlow = theirs.flow ?? current().flow;
    confirmed = { smart_list: theirs.smart_list, flow: shownFlow };
    smartList.edit({ type: 'replace', smartList: theirs.smart_list });
    flow.edit({ type: 'replace', flow: shownFlow });
  }

  function takeTheirs() {
    const { theirs } = saving.getState();
    if (!theirs) return;
    tell({ type: 'tookTheirs' });
    show(theirs);
    settle(theirs.edit_number, theirs.saved_at);
  }

  function keepMine() {
    const { theirs } = saving.getState();
    if (!theirs) return;
    confirmed = { smart_list: theirs.smart_list, flow: theirs.flow ?? confirmed.flow };
    tell({ type: 'keptMine' });
    void attempt();
  }

  function adopt(next: Start): boolean {
    const state = saving.getState();
    if (next.edit_number <= state.editNumber || inFlight || unsaved() || state.phase !== 'idle') return false;
    saving.setState(cleanState(next.edit_number, next.saved_at ?? null), true);
    show(next);
    settle(next.edit_number, next.saved_at);
    return true;
  }

  async function flush(): Promise<boolean> {
    await attempt();
    if (unsaved() && saving.getState().phase === 'idle') await attempt();
    return unsaved() === null && saving.getState().phase === 'idle';
  }

  flow.store.subscribe(onEdit);
  smartList.store.subscribe(onEdit);

  const askBeforeLeaving = (event: BeforeUnloadEvent) => {
    if (unsaved()) event.preventDefault();
  };
  // The page may go while a save is still being tried: the session lives on until it is through.
  const attach = () => {
    if (attached++ === 0) addEventListener('beforeunload', askBeforeLeaving);
  };
  const detach = () => {
    attached -= 1;
    void attempt().then(() => {
      if (attached === 0 && !unsaved()) removeEventListener('beforeunload', askBeforeLeaving);
    });
  };

  return { flow, smartList, saving, begun, flush, takeTheirs, keepMine, adopt, attach, detach };
}

/** Whatever is written into a step, choice or filter, it notes. */
function touching<Value, Edit extends { type: string }>(
  editor: Editor<Value, Edit>,
  begun: Begun,
): Editor<Value, Edit> {
  const edit = (change: Edit) => {
    if (WRITING.has(change.type)) {
      const { id, branch, choice } = change as { id?: string; branch?: string; choice?: string };
      begun.touch([id, branch, choice].filter((each) => each !== undefined));
    }
    editor.edit(change);
  };
  return { ...editor, edit };
}

const WRITING = new Set(['configure', 'setCondition', 'setDoNothing']);

function flowStroke(edit: FlowEdit): string | null {
  if (edit.type === 'configure') return `${edit.id}/${edit.branch}`;
  if (edit.type === 'setCondition') return `${edit.id}/if/${edit.choice}`;
  return null;
}

function listStroke(edit: SmartListEdit): string | null {
  if (edit.type === 'configure') return edit.id;
  return edit.type === 'setLogic' ? 'logic' : null;
}
