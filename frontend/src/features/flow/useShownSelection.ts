/** Keeps the selected card in sight and in focus, and starts with the top of the flow in the middle. */

import type { ReactFlowInstance } from '@xyflow/react';
import { type RefObject, useEffect, useRef } from 'react';
import type { Graph } from '@/domain/flow/graph';
import type { CanvasEdge } from './InsertEdge';
import type { CanvasNode } from './nodes';

const MARGIN = 24;
type Flow = ReactFlowInstance<CanvasNode, CanvasEdge>;

export function useShownSelection(
  flow: Flow | null,
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

  useCentred(flow, box, graph.places[0]?.width ?? 0);

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
    return focusOnceDrawn(area, place.id);
  }, [flow, selected]);
}

/** When the inspector opens or the window changes, the column keeps its place in the middle and fits. */
function useCentred(flow: Flow | null, box: RefObject<HTMLDivElement | null>, width: number): void {
  const room = useRef<number | null>(null);
  useEffect(() => {
    const area = box.current;
    if (!flow || !area) return;
    const watch = new ResizeObserver(() => {
      const before = room.current;
      room.current = area.clientWidth;
      if (before === null || before === room.current) return;
      const { x, y, zoom } = flow.getViewport();
      const fits = Math.max(0.5, Math.min(zoom, (room.current - MARGIN) / width));
      const middle = (before / 2 - x) / zoom;
      flow.setViewport({ x: room.current / 2 - middle * fits, y, zoom: fits });
    });
    watch.observe(area);
    return () => watch.disconnect();
  }, [flow, box, width]);
}

/** A card far away is drawn only after the view has moved. Who has gone elsewhere meanwhile is left alone. */
function focusOnceDrawn(area: HTMLElement, id: string): () => void {
  const watch = new MutationObserver(focus);
  function focus() {
    const card = area.querySelector<HTMLElement>(`[data-step="${id}"]`);
    const isElsewhere = !area.contains(document.activeElement) && document.activeElement !== document.body;
    if (!isElsewhere) card?.focus({ preventScroll: true });
    if (card || isElsewhere) watch.disconnect();
  }
  watch.observe(area, { childList: true, subtree: true });
  focus();
  return () => watch.disconnect();
}
