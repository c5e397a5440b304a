/** The selected step, kept in the address, and the others that are chosen with it. */

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import { stepsBetween } from '@/domain/flow/flow';
import { useDraft, useFlow } from '../drafts/DraftContext';

/** How a step joins those chosen: alone, besides them, or with all up to it. */
export type Joining = 'alone' | 'besides' | 'upTo';

export const joiningOf = (event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): Joining =>
  event.shiftKey ? 'upTo' : event.ctrlKey || event.metaKey ? 'besides' : 'alone';

export function useChosenSteps() {
  const { session } = useDraft();
  const flow = useFlow();
  const [search, setSearch] = useSearchParams();
  const selected = search.get('step');
  const [group, setGroup] = useState<{ anchor: string | null; ids: readonly string[] }>(NOBODY);
  // What was written into the step that is left is judged from now on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time another step is selected
  useEffect(() => session.begun.leave(), [session, selected]);

  const show = useCallback(
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
  const choose = useCallback(
    (ids: readonly string[]) => {
      setGroup({ anchor: ids[0] ?? null, ids });
      show(ids[0] ?? null);
    },
    [show],
  );
  // Read when something happens, so that what is handed to the cards stays the same through every selection.
  const latest = useRef({ selected, group });
  latest.current = { selected, group };
  const select = useCallback(
    (step: string | null, joining: Joining = 'alone') => {
      const isStep = step !== null && step !== 'entry';
      if (joining === 'alone' || !isStep) return choose(step === null ? [] : [step]);
      const { selected: before, group: together } = latest.current;
      const anchor = together.anchor ?? before ?? step;
      const old = together.ids.length > 0 ? together.ids : before ? [before] : [];
      const ids =
        joining === 'upTo'
          ? stepsBetween(session.flow.store.getState().value, anchor, step)
          : old.includes(step) && old.length > 1
            ? old.filter((id) => id !== step)
            : [...old, step];
      setGroup({ anchor, ids });
      show(ids.includes(step) ? step : (ids[0] ?? null));
    },
    [choose, show, session],
  );
  /** In the order of the flow; alone the selected one. */
  const chosen = useMemo(() => {
    const ids = selected && group.ids.includes(selected) ? group.ids : [selected];
    return flow.steps.filter(({ id }) => ids.includes(id)).map(({ id }) => id);
  }, [flow, group, selected]);
  return { selected, chosen, select, choose };
}

const NOBODY = { anchor: null, ids: [] };
