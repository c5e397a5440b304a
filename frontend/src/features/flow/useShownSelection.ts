/** Keeps the selected card in sight and in focus, and starts with the top of the flow in the middle. */

import type { ReactFlowInstance } from '@xyflow/react';
import { type RefObject, useEffect, useRef } from 'react';
import type { Graph } from '@/domain/flow/graph';
import type { CanvasEdge } from './InsertEdge';
import type { CanvasNode } from './nodes';

const MARGIN = 24;

export function useShownSelection(
  flow: ReactFlowInstance<CanvasNode, CanvasEdge> | null,
  box: RefObject<HTMLDivElement | null>,
  graph: Graph,
  selected: string | null,
): void {
  const started = useRef(false);

  useEffect(() => {
    const width = graph.places[0]?.width ?? 0;
    if (!flow || !box.current || started.current) return;
    started.current = true;
    const room = box.current.clientWidth;
    const zoom = Math.min(1, (room - MARGIN) / width);
    flow.setViewport({ x: (room - width * zoom) / 2, y: MARGIN, zoom });
  }, [flow, box, graph]);

  // Only a new selection may move the view; a card that grows under the hand may not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const place = graph.places.find(({ id }) => id === selected);
    const area = box.current;
    if (!flow || !area || !place) return;
    const { x, y, zoom } = flow.getViewport();
    const top = place.y * zoom + y;
    const bottom = top + Math.min(place.height * zoom, area.clientHeight - 2 * MARGIN);
    if (top < MARGIN) flow.setViewport({ x, y: y + MARGIN - top, zoom }, { duration: 120 });
    else if (bottom > area.clientHeight - MARGIN)
      flow.setViewport({ x, y: y - (bottom - area.clientHeight + MARGIN), zoom }, { duration: 120 });
    const inside = area.contains(document.activeElement);
    if (inside || document.activeElement === document.body) focusSoon(area, place.id);
  }, [flow, selected]);
}

/** A card far away is drawn only after the view has moved. */
function focusSoon(area: HTMLElement, id: string, tries = 8): void {
  const card = area.querySelector<HTMLElement>(`[data-step="${id}"]`);
  if (card) card.focus({ preventScroll: true });
  else if (tries > 0) setTimeout(() => focusSoon(area, id, tries - 1), 40);
}
