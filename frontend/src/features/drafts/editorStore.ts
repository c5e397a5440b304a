/** One value under edit, with undo and redo; it knows nothing of screens or servers. */

import { type TemporalState, temporal } from 'zundo';
import { createStore, type StoreApi } from 'zustand/vanilla';

export type Editor<Value, Edit> = {
  store: StoreApi<{ value: Value }>;
  edit: (edit: Edit) => void;
  undo: () => void;
  redo: () => void;
  history: StoreApi<TemporalState<{ value: Value }>>;
};

const STEPS_KEPT = 200;
const SAME_STROKE = 900;

/** `strokeOf` names edits that belong to one stroke, as letters typed into one field do. */
export function createEditor<Value, Edit>(
  initial: Value,
  apply: (value: Value, edit: Edit) => Value,
  strokeOf: (edit: Edit) => string | null,
): Editor<Value, Edit> {
  const store = createStore<{ value: Value }>()(
    temporal(() => ({ value: initial }), {
      limit: STEPS_KEPT,
      equality: (before, after) => before.value === after.value,
    }),
  );
  const history = store.temporal;
  let last: { stroke: string | null; at: number } = { stroke: null, at: 0 };

  function edit(change: Edit) {
    const stroke = strokeOf(change);
    const now = Date.now();
    const continues = stroke !== null && stroke === last.stroke && now - last.at < SAME_STROKE;
    last = { stroke, at: now };
    // The state before the first letter is in the history already.
    if (continues) history.getState().pause();
    store.setState(({ value }) => ({ value: apply(value, change) }));
    if (continues) history.getState().resume();
  }

  function travel(direction: 'undo' | 'redo') {
    last = { stroke: null, at: 0 };
    history.getState()[direction]();
  }

  return { store, edit, undo: () => travel('undo'), redo: () => travel('redo'), history };
}
