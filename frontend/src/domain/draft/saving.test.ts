import { describe, expect, it } from 'vitest';
import { EMPTY_SMART_LIST } from '../smartList/smartList';
import { cleanState, foldSave, retryDelay, type SaveEvent, saveWords } from './saving';

const clock = () => '12:04';
const start = cleanState(7, '2026-11-22T12:04:00Z');
const stateAfter = (...events: SaveEvent[]) => events.reduce(foldSave, start);
const saved: SaveEvent = {
  type: 'succeeded',
  editNumber: 8,
  at: '2026-11-22T12:05:00Z',
  stillDirty: false,
};
const theirs = {
  edit_number: 12,
  saved_by: 'Ann',
  saved_at: '2026-11-22T12:05:00Z',
  smart_list: EMPTY_SMART_LIST,
};

describe('the save state', () => {
  it('says Saved with the time when all is saved', () => {
    expect(saveWords(start, clock)).toBe('Saved 12:04');
  });

  it('never says Saved between an edit and its confirmation', () => {
    expect(saveWords(stateAfter({ type: 'edited' }), clock)).toBe('Saving…');
    expect(saveWords(stateAfter({ type: 'edited' }, { type: 'started' }), clock)).toBe('Saving…');
  });

  it('takes the new edit number from the server', () => {
    expect(stateAfter({ type: 'edited' }, { type: 'started' }, saved)).toMatchObject({
      editNumber: 8,
      dirty: false,
    });
  });

  it('stays unsaved when an edit was made while saving', () => {
    const state = stateAfter({ type: 'edited' }, { type: 'started' }, { ...saved, stillDirty: true });
    expect(state.dirty).toBe(true);
    expect(saveWords(state, clock)).toBe('Saving…');
  });

  it('says that it tries again, also during the next try', () => {
    const state = stateAfter({ type: 'edited' }, { type: 'started' }, { type: 'failed', reason: 'offline' });
    expect(saveWords(state, clock)).toBe('Not saved, retrying');
    expect(saveWords(foldSave(state, { type: 'started' }), clock)).toBe('Not saved, retrying');
    expect(state).toMatchObject({ dirty: true, attempts: 1, editNumber: 7 });
  });

  it('says Not saved with the reason when the server refuses the content', () => {
    const state = stateAfter({ type: 'edited' }, { type: 'refused', reason: 'Too long.' });
    expect(saveWords(state, clock)).toBe('Not saved');
    expect(foldSave(state, { type: 'edited' }).phase).toBe('idle');
  });

  it('stays in conflict, whatever is edited, until someone decides', () => {
    const state = stateAfter({ type: 'edited' }, { type: 'stale', theirs }, { type: 'edited' });
    expect(saveWords(state, clock)).toBe('Changed elsewhere');
  });

  it('is clean after taking theirs, and unsaved on their number after keeping mine', () => {
    const conflict = stateAfter({ type: 'edited' }, { type: 'stale', theirs });
    expect(foldSave(conflict, { type: 'tookTheirs' })).toMatchObject({
      phase: 'idle',
      dirty: false,
      editNumber: 12,
    });
    expect(foldSave(conflict, { type: 'keptMine' })).toMatchObject({
      phase: 'idle',
      dirty: true,
      editNumber: 12,
    });
  });

  it('waits longer after each failure, half a minute at most', () => {
    expect([1, 2, 3, 9].map(retryDelay)).toEqual([1, 2, 4, 30]);
  });
});
