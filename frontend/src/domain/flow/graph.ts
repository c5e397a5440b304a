/** The canvas is a picture of the flow: computed from its cards, never stored. */

import type { Card } from './picture';

export const SIZES = {
  width: 380,
  nestedInset: 12,
  head: 40,
  row: 26,
  problem: 24,
  counts: 26,
  padding: 8,
  call: 30,
  entryWords: 24,
  nestedGap: 10,
  gap: 52,
  entryHead: 44,
  entryRow: 22,
  entryFoot: 34,
  end: 36,
} as const;

export const SHOWN_PROBLEMS = 2;
export const SHOWN_RULES = 6;

export function cardHeight(card: Card): number {
  const problems = Math.min(card.problems.length, SHOWN_PROBLEMS + 1) * SIZES.problem;
  const counts = card.count ? SIZES.counts : 0;
  const calls = card.calls.reduce((sum, call) => sum + callHeight(call), 0);
  return SIZES.head + card.rows.length * SIZES.row + problems + counts + calls + SIZES.padding;
}

function callHeight(call: Card['calls'][number]): number {
  if (!call.inside) return SIZES.call;
  const nested = call.inside.cards.map((card) => cardHeight(card) + SIZES.nestedGap);
  const empty = nested.length === 0 ? SIZES.row : 0;
  const sum = nested.reduce((total, height) => total + height, 0);
  return SIZES.call + SIZES.entryWords + sum + empty + SIZES.padding;
}

/** A card with opened executables is wider, so that those inside are not narrower than their words. */
export function cardWidth(cards: readonly Card[]): number {
  return SIZES.width + openDepth(cards) * SIZES.nestedInset * 2;
}

function openDepth(cards: readonly Card[]): number {
  const inside = cards.flatMap((card) =>
    card.calls.map((call) => (call.inside ? 1 + openDepth(call.inside.cards) : 0)),
  );
  return Math.max(0, ...inside);
}

export const ENTRY = 'entry';
export const END = 'end';

export type Place = { id: string; x: number; y: number; width: number; height: number };
export type Graph = { places: Place[]; edges: { id: string; source: string; target: string; at: number }[] };

export function entryHeight(rules: number): number {
  const shown = Math.max(1, Math.min(rules, SHOWN_RULES + 1));
  return SIZES.entryHead + shown * SIZES.entryRow + SIZES.entryFoot;
}

/** One column, top to bottom; edge `at` n leads to the place where a step n would stand. */
export function toGraph(cards: readonly Card[], rules: number): Graph {
  const width = cardWidth(cards);
  const heights = [entryHeight(rules), ...cards.map(cardHeight), SIZES.end];
  const ids = [ENTRY, ...cards.map((card) => card.id), END];
  let y = 0;
  const places = ids.map((id, index) => {
    const height = heights[index] ?? 0;
    const own = id === END ? 120 : width;
    const place = { id, x: (width - own) / 2, y, width: own, height };
    y += height + SIZES.gap;
    return place;
  });
  const edges = ids.slice(1).map((target, at) => ({
    id: `to-${target}`,
    source: ids[at] as string,
    target,
    at,
  }));
  return { places, edges };
}

/** The gap nearest to a height on the canvas: where a dropped step goes in. */
export function insertionAt(graph: Graph, y: number): number {
  const middles = graph.places.slice(1, -1).map((place) => place.y + place.height / 2);
  const at = middles.findIndex((middle) => y < middle);
  return at < 0 ? middles.length : at;
}
