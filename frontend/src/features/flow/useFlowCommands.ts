/** What can be done to a flow with the steps chosen, by key, menu or drop. */

import { useMemo } from 'react';
import { stepsFromText, stepsToText } from '@/domain/flow/clipboard';
import { copiedSteps, neighbourAfterRemoval, newStep, stepIndex } from '@/domain/flow/flow';
import { blankParams } from '@/domain/forms/fields';
import type { Names } from '@/domain/words';
import type { FlowStep } from '@/shared/api/types';
import { counted } from '@/shared/format';
import { failed, said } from '@/shared/ui/notices';
import { useDraft } from '../drafts/DraftContext';

type Ids = readonly string[];
export type FlowCommands = {
  add: (kind: string, at: number) => void;
  addAfter: (kind: string, selected: string | null) => void;
  remove: (ids: Ids) => void;
  moveBy: (ids: Ids, by: number) => void;
  moveTo: (ids: Ids, at: number) => void;
  duplicate: (ids: Ids) => void;
  copy: (ids: Ids) => Promise<void>;
  cut: (ids: Ids) => Promise<void>;
  paste: (after: string | null) => Promise<void>;
};

/** A copy for this page, where the browser doesn't let pages read the clipboard. */
let copied = '';

/** `choose` makes these the chosen steps, the first of them the selected one. */
export function useFlowCommands(names: Names | null, choose: (ids: Ids) => void): FlowCommands {
  const { session } = useDraft();
  return useMemo(() => {
    const flow = () => session.flow.store.getState().value;
    const { edit } = session.flow;

    function insert(steps: FlowStep[], at: number) {
      edit({ type: 'insert', at, steps });
      choose(steps.map(({ id }) => id));
    }
    const behind = (id: string | null) => {
      const at = stepIndex(flow(), id);
      return at < 0 ? (id === 'entry' ? 0 : flow().steps.length) : at + 1;
    };
    const stepsOf = (ids: Ids) => flow().steps.filter(({ id }) => ids.includes(id));

    function add(kind: string, at: number) {
      const step = newStep(kind, blankParams(names?.kind(kind)));
      session.begun.begin(step.id);
      insert([step], at);
    }

    function remove(ids: Ids) {
      const next = neighbourAfterRemoval(flow(), ids);
      edit({ type: 'remove', ids });
      choose(next ? [next] : []);
    }

    /** `at` is a gap between the steps as they stand now. */
    function moveTo(ids: Ids, at: number) {
      const { steps } = flow();
      const to = at - steps.slice(0, at).filter(({ id }) => ids.includes(id)).length;
      const stays = ids.every((id, index) => steps[to + index]?.id === id);
      if (ids.length > 0 && !stays) edit({ type: 'move', ids, to });
    }

    async function copy(ids: Ids) {
      const found = stepsOf(ids);
      if (found.length === 0) return;
      copied = stepsToText(found);
      await navigator.clipboard?.writeText(copied).catch(() => {});
      said(`${counted(found.length, 'step')} copied. Paste here or in another campaign.`);
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
      moveBy: (ids, by) => edit({ type: 'move', ids, to: stepIndex(flow(), ids[0] ?? null) + by }),
      moveTo,
      duplicate: (ids) => {
        const found = stepsOf(ids);
        if (found.length > 0) insert(copiedSteps(found), behind(found.at(-1)?.id ?? null));
      },
      copy,
      cut: async (ids) => {
        await copy(ids);
        remove(ids);
      },
      paste,
    };
  }, [session, names, choose]);
}
