/** What the cards of a canvas ask and tell. */

import { createContext, useContext } from 'react';

export type CanvasHere = {
  selected: string | null;
  onSelect: (step: string | null, place?: string) => void;
  onToggle: (place: string) => void;
  onOpenCampaign: (campaign: number) => void;
  /** Where an insertion would land right now, while something is dragged. */
  dropAt: number | null;
  /** null: nothing may be changed here. */
  onInsert: ((at: number) => void) | null;
  onMenu: ((step: string, x: number, y: number) => void) | null;
};

const CanvasContext = createContext<CanvasHere | null>(null);
export const CanvasProvider = CanvasContext.Provider;

export function useCanvas(): CanvasHere {
  const here = useContext(CanvasContext);
  if (!here) throw new Error('No canvas around this component');
  return here;
}
