/** The draft of the campaign or smart list whose pages are open. */

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { SaveState } from '@/domain/draft/saving';
import { calmed } from '@/domain/problems';
import type { Flow, Problem, SmartListRules } from '@/shared/api/types';
import type { DraftSession } from './session';

type DraftHere = {
  session: DraftSession;
  problems: readonly Problem[];
  readOnly: boolean;
};

const DraftContext = createContext<DraftHere | null>(null);

/** `open` is called once; the session outlives page changes below this component. */
export function DraftProvider({
  open,
  problems,
  readOnly,
  children,
}: {
  open: () => DraftSession;
  problems: readonly Problem[];
  readOnly: boolean;
  children: ReactNode;
}) {
  const [session] = useState(open);
  useEffect(() => {
    session.attach();
    return session.detach;
  }, [session]);
  return <DraftContext value={{ session, problems, readOnly }}>{children}</DraftContext>;
}

export function useDraft(): DraftHere {
  const here = useContext(DraftContext);
  if (!here) throw new Error('No draft around this component');
  return here;
}

/** The problems as they are shown to whoever writes: what was just begun is unfinished, not wrong. */
export function useShownProblems(): readonly Problem[] {
  const { session, problems } = useDraft();
  const ids = useStore(session.begun.store, (state) => state.ids);
  return useMemo(() => calmed(problems, ids), [problems, ids]);
}

export function useFlow(): Flow {
  return useStore(useDraft().session.flow.store, (state) => state.value);
}

export function useSmartList(): SmartListRules {
  return useStore(useDraft().session.smartList.store, (state) => state.value);
}

export function useSaving(): SaveState {
  return useStore(useDraft().session.saving);
}

export function useHistory(which: 'flow' | 'smartList') {
  const editor = useDraft().session[which];
  const past = useStore(editor.history, (state) => state.pastStates.length);
  const future = useStore(editor.history, (state) => state.futureStates.length);
  return { undo: editor.undo, redo: editor.redo, canUndo: past > 0, canRedo: future > 0 };
}
