/** What can be done to a flow with the selection, by key, menu or drop. */

import { useMemo } from 'react';
import { stepsFromText, stepsToText } from '@/domain/flow/clipboard';
import { copiedSteps, neighbourAfterRemoval, newStep, stepIndex } from '@/domain/flow/flow';
import { blankParams } from '@/domain/forms/fields';
import type { Names } from '@/domain/words';
import type { FlowStep } from '@/shared/api/types';
import { failed, said } from '@/shared/ui/notices';
import { useDraft } from '../drafts/DraftContext';

export type FlowCommands = {
  add: (kind: string, at: number) => void;
  addAfter: (kind: string, selected: string | null) => void;
  remove: (id: string) => void;
  moveBy: (id: string, by: number) => void;
  moveTo: (id: string, at: number) => void;
  duplicate: (id: string) => void;
  copy: (id: string) => Promise<void>;
  cut: (id: string) => Promise<void>;
  paste: (after: string | null) => Promise<void>;
};

/** A copy for this page, where the browser doesn't let pages read the clipboard. */
let copied = '';

export function useFlowCommands(names: Names | null, select: (id: string | null) => void): FlowCommands {
  const { session } = useDraft();
  return useMemo(() => {
    const flow = () => session.flow.store.getState().value;
    const { edit } = session.flow;

    function insert(steps: FlowStep[], at: number) {
      edit({ type: 'insert', at, steps });
      select(steps[0]?.id ?? null);
    }
    const behind = (id: string | null) => {
      const at = stepIndex(flow(), id);
      return at < 0 ? (id === 'entry' ? 0 : flow().steps.length) : at + 1;
    };
    const add = (kind: string, at: number) => insert([newStep(kind, blankParams(names?.kind(kind)))], at);
    const step = (id: string) => flow().steps.find((each) => each.id === id);

    function remove(id: string) {
      const next = neighbourAfterRemoval(flow(), id);
      edit({ type: 'remove', ids: [id] });
      select(next);
    }

    function moveTo(id: string, at: number) {
      const from = stepIndex(flow(), id);
      const to = at > from ? at - 1 : at;
      if (from >= 0 && to !== from) edit({ type: 'move', id, to });
    }

    async function copy(id: string) {
      const found = step(id);
      if (!found) return;
      copied = stepsToText([found]);
      await navigator.clipboard?.writeText(copied).catch(() => {});
      said('Step copied. Paste it here or in another campaign.');
    }

    async function paste(after: string | null) {
      const text = await navigator.clipboard?.readText().catch(() => copied);
      const steps = stepsFromText(text ?? '') ?? stepsFromText(copied);
      if (!steps)
        return failed(new Error('The clipboard holds no steps. Copy a step first.'), 'Nothing pasted');
      insert(steps, behind(after));
    }

    return {
      add,
      addAfter: (kind, selected) => add(kind, behind(selected)),
      remove,
      moveBy: (id, by) => edit({ type: 'move', id, to: stepIndex(flow(), id) + by }),
      moveTo,
      duplicate: (id) => {
        const found = step(id);
        if (found) insert(copiedSteps([found]), behind(id));
      },
      copy,
      cut: async (id) => {
        await copy(id);
        remove(id);
      },
      paste,
    };
  }, [session, names, select]);
}
