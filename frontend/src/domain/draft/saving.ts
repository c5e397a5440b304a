/** What the save state says, as a machine: it never says “Saved” while something isn't. */

import type { StaleEdit } from '@/shared/api/types';

export type SaveState = {
  phase: 'idle' | 'saving' | 'retrying' | 'refused' | 'conflict';
  /** The edit number that the next save must name. */
  editNumber: number;
  savedAt: string | null;
  /** True while the screen holds something that the server has not confirmed. */
  dirty: boolean;
  attempts: number;
  reason: string | null;
  theirs: StaleEdit | null;
};

export type SaveEvent =
  | { type: 'edited' }
  | { type: 'started' }
  | { type: 'succeeded'; editNumber: number; at: string; stillDirty: boolean }
  | { type: 'failed'; reason: string }
  | { type: 'refused'; reason: string }
  | { type: 'stale'; theirs: StaleEdit }
  | { type: 'tookTheirs' }
  | { type: 'keptMine' };

export function cleanState(editNumber: number, savedAt: string | null): SaveState {
  return {
    phase: 'idle',
    editNumber,
    savedAt,
    dirty: false,
    attempts: 0,
    reason: null,
    theirs: null,
  };
}

export function foldSave(state: SaveState, event: SaveEvent): SaveState {
  switch (event.type) {
    case 'edited':
      return { ...state, dirty: true, phase: state.phase === 'refused' ? 'idle' : state.phase };
    case 'started':
      return { ...state, phase: state.phase === 'retrying' ? 'retrying' : 'saving' };
    case 'succeeded':
      return { ...cleanState(event.editNumber, event.at), dirty: event.stillDirty };
    case 'failed':
      return { ...state, phase: 'retrying', attempts: state.attempts + 1, reason: event.reason };
    case 'refused':
      return { ...state, phase: 'refused', reason: event.reason };
    case 'stale':
      return { ...state, phase: 'conflict', theirs: event.theirs };
    case 'tookTheirs':
      return state.theirs ? cleanState(state.theirs.edit_number, state.theirs.saved_at) : state;
    case 'keptMine':
      return state.theirs
        ? { ...cleanState(state.theirs.edit_number, state.theirs.saved_at), dirty: true }
        : state;
  }
}

/** Seconds until the next try: quickly at first, then in peace. */
export function retryDelay(attempts: number): number {
  return Math.min(30, 2 ** Math.max(0, attempts - 1));
}

export function saveWords(state: SaveState, clock: (at: string) => string): string {
  switch (state.phase) {
    case 'conflict':
      return 'Changed elsewhere';
    case 'retrying':
      return 'Not saved, retrying';
    case 'refused':
      return 'Not saved';
    case 'saving':
      return 'Saving…';
    case 'idle':
      if (state.dirty) return 'Saving…';
      return state.savedAt ? `Saved ${clock(state.savedAt)}` : 'Saved';
  }
}
