import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newStep } from '@/domain/flow/flow';
import { EMPTY_SMART_LIST } from '@/domain/smartList/smartList';
import { ApiError, unreachable } from '@/shared/api/errors';
import type { Flow } from '@/shared/api/types';
import { createSession, type SaveRequest } from './session';

/** A server in memory: refuses a stale edit number, as the real one does. */
function server() {
  const state = { number: 1, flow: { steps: [] } as Flow, seen: [] as SaveRequest[], failures: 0 };
  async function save(request: SaveRequest) {
    if (state.failures > 0) {
      state.failures -= 1;
      throw unreachable();
    }
    state.seen.push(request);
    if (request.edit_number !== state.number) {
      const details = { edit_number: state.number, smart_list: EMPTY_SMART_LIST, flow: state.flow };
      throw new ApiError(409, 'stale_edit', 'Changed elsewhere.', details);
    }
    state.number += 1;
    state.flow = request.flow ?? state.flow;
    return { edit_number: state.number, saved_at: '2026-11-22T10:00:00Z' };
  }
  return { state, save };
}

const step = (id: string) => ({ ...newStep('wait', {}), id });
const insert = (id: string) => ({ type: 'insert' as const, at: 0, steps: [step(id)] });
const ids = (flow: Flow) => flow.steps.map(({ id }) => id);

function opened() {
  const remote = server();
  const start = { edit_number: 1, smart_list: EMPTY_SMART_LIST, flow: { steps: [] } };
  return { ...remote, session: createSession(start, remote.save, () => {}) };
}

describe('a draft session', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('saves a moment after the last edit, all edits in one', async () => {
    const { session, state } = opened();
    session.flow.edit(insert('a'));
    session.flow.edit(insert('b'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(state.seen).toHaveLength(1);
    expect(ids(state.flow)).toEqual(['b', 'a']);
    expect(session.saving.getState()).toMatchObject({ phase: 'idle', dirty: false, editNumber: 2 });
  });

  it('sends only the part that changed', async () => {
    const { session, state } = opened();
    session.smartList.edit({ type: 'setMatch', match: 'any' });
    await session.flush();
    expect(Object.keys(state.seen[0] ?? {})).toEqual(['edit_number', 'smart_list']);
  });

  it('tries again until the server is back, and loses nothing', async () => {
    const { session, state } = opened();
    state.failures = 3;
    session.flow.edit(insert('a'));
    await vi.advanceTimersByTimeAsync(800);
    expect(session.saving.getState()).toMatchObject({ phase: 'retrying', dirty: true });
    session.flow.edit(insert('b'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ids(state.flow)).toEqual(['b', 'a']);
    expect(session.saving.getState()).toMatchObject({ phase: 'idle', dirty: false });
  });

  it('stops at a stale edit number and overwrites nothing', async () => {
    const { session, state } = opened();
    state.number = 5;
    state.flow = { steps: [step('theirs')] };
    session.flow.edit(insert('mine'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(session.saving.getState().phase).toBe('conflict');
    expect(ids(state.flow)).toEqual(['theirs']);
  });

  it('takes theirs when told so, and undo still knows mine', async () => {
    const { session, state } = opened();
    state.number = 5;
    state.flow = { steps: [step('theirs')] };
    session.flow.edit(insert('mine'));
    await session.flush();
    session.takeTheirs();
    expect(ids(session.flow.store.getState().value)).toEqual(['theirs']);
    expect(session.saving.getState()).toMatchObject({ dirty: false, editNumber: 5 });
    session.flow.undo();
    expect(ids(session.flow.store.getState().value)).toEqual(['mine']);
  });

  it('puts mine over theirs when told so', async () => {
    const { session, state } = opened();
    state.number = 5;
    state.flow = { steps: [step('theirs')] };
    session.flow.edit(insert('mine'));
    await session.flush();
    session.keepMine();
    await session.flush();
    expect(ids(state.flow)).toEqual(['mine']);
    expect(session.saving.getState()).toMatchObject({ dirty: false, editNumber: 6 });
  });

  it('saves an edit that was made while another save was on its way', async () => {
    const { session, state } = opened();
    session.flow.edit(insert('a'));
    const first = session.flush();
    session.flow.edit(insert('b'));
    await first;
    await vi.advanceTimersByTimeAsync(2000);
    expect(ids(state.flow)).toEqual(['b', 'a']);
    expect(state.seen.map(({ edit_number }) => edit_number)).toEqual([1, 2]);
  });

  it('shows what others saved only when nothing here is unsaved', async () => {
    const { session } = opened();
    const theirs = { edit_number: 9, smart_list: EMPTY_SMART_LIST, flow: { steps: [step('theirs')] } };
    session.flow.edit(insert('mine'));
    expect(session.adopt(theirs)).toBe(false);
    await session.flush();
    expect(session.adopt(theirs)).toBe(true);
    expect(ids(session.flow.store.getState().value)).toEqual(['theirs']);
    expect(session.saving.getState()).toMatchObject({ dirty: false, editNumber: 9 });
  });

  it('undoes a stroke of typing at once', () => {
    const { session } = opened();
    session.flow.edit(insert('a'));
    for (const duration of ['1', '1 d', '1 day'])
      session.flow.edit({ type: 'configure', id: 'a', branch: 'default', params: { duration } });
    session.flow.undo();
    expect(session.flow.store.getState().value.steps[0]?.default.params).toEqual({});
    session.flow.redo();
    expect(session.flow.store.getState().value.steps[0]?.default.params).toEqual({ duration: '1 day' });
  });
});
