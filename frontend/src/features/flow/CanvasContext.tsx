/** What the cards of a canvas ask and tell. */

import { createContext, useContext } from 'react';
import type { Joining } from './useChosenSteps';

export type Selection = {
  selected: string | null;
  /** Chosen together with the selected one. */
  chosen: ReadonlySet<string>;
};

export type CanvasHere = {
  onSelect: (step: string | null, place?: string, joining?: Joining) => void;
  onToggle: (place: string) => void;
  onOpenCampaign: (campaign: number) => void;
  /** null: nothing may be changed here. */
  onInsert: ((at: number) => void) | null;
  onMenu: ((step: string, x: number, y: number) => void) | null;
};

const CanvasContext = createContext<CanvasHere | null>(null);
export const CanvasProvider = CanvasContext.Provider;

/** Apart from the rest too: arrows redraw the card that is left and the one that is reached. */
const SelectionContext = createContext<Selection>({ selected: null, chosen: new Set() });
export const SelectionProvider = SelectionContext.Provider;
export const useSelection = (): Selection => useContext(SelectionContext);

/** Where something dragged would land right now; apart from the rest, so that a drag redraws lines, not cards. */
const DropContext = createContext<number | null>(null);
export const DropProvider = DropContext.Provider;
export const useDropAt = (): number | null => useContext(DropContext);

export function useCanvas(): CanvasHere {
  const here = useContext(CanvasContext);
  if (!here) throw new Error('No canvas around this component');
  return here;
}
