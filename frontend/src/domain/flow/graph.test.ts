import { describe, expect, it } from 'vitest';
import type { Catalog, Flow, FlowStep, OpenFlow, TreeNode } from '@/shared/api/types';
import { namesFrom } from '../words';
import { newChoice, newStep } from './flow';
import { cardHeight, entryHeight, insertionAt, SIZES, toGraph } from './graph';
import { cardsOf, type Sources } from './picture';

const step = (id: string, kind = 'change_score', params = {}): FlowStep => ({ ...newStep(kind, params), id });
const execute = (id: string, campaign: number) => step(id, 'execute_campaign', { campaign });
const open = (id: number, ...steps: FlowStep[]): OpenFlow => ({
  id,
  name: `C${id}`,
  flow: { steps },
  smart_list_words: {},
  words: {},
});
const catalog: Catalog = {
  actions: [
    { kind: 'change_score', label: 'Change Score', role: 'data' },
    { kind: 'execute_campaign', label: 'Execute Campaign', role: 'campaign' },
  ] as Catalog['actions'],
  filters: [],
  triggers: [],
  operators: {},
  constraint_operators: {},
  date_constraint_operators: [],
  frames: [],
  activity_types: [],
};
const nodes = [{ node: 'campaign:7', kind: 'campaign', id: 7, name: 'MQL' }] as unknown as TreeNode[];
const sources: Sources = {
  names: namesFrom(catalog, [], nodes, []),
  problems: [],
  openFlows: {},
  opened: new Set(),
  counts: null,
};
const cards = (flow: Flow, more: Partial<Sources> = {}) => cardsOf(flow, { ...sources, ...more });

describe('cards', () => {
  it('show a plain step as one row and a step with choices as one row each and a default', () => {
    const choice = newChoice({ kind: 'random_sample', params: { percent: 10 } }, {});
    const flow = { steps: [step('a'), { ...step('b'), choices: [choice] }] };
    expect(cards(flow).map((card) => card.rows.map((row) => row.condition))).toEqual([
      [null],
      ['random_sample: 10 %', ''],
    ]);
  });

  it('open executables to three levels and no further', () => {
    const chain = {
      1: open(1, execute('x', 2)),
      2: open(2, execute('y', 3)),
      3: open(3, execute('z', 4)),
      4: open(4),
    };
    const opened = new Set(['|w', 'w|x', 'w/x|y', 'w/x/y|z']);
    const [top] = cards({ steps: [execute('w', 1)] }, { openFlows: chain, opened });
    const second = top?.calls[0]?.inside?.cards[0];
    const third = second?.calls[0]?.inside?.cards[0];
    const fourth = third?.calls[0]?.inside?.cards[0];
    expect([top, second, third, fourth].map((card) => card?.number)).toEqual([
      '1',
      '1.1',
      '1.1.1',
      '1.1.1.1',
    ]);
    expect(fourth?.calls[0]).toMatchObject({ canOpen: false, inside: null });
  });

  it('name a campaign that is called even when its flow is not known', () => {
    expect(cards({ steps: [execute('w', 7)] })[0]?.calls[0]).toMatchObject({ name: 'MQL', canOpen: false });
  });

  it('carry the run’s counts of their own place in the chain', () => {
    const count = { in: 5, succeeded: 4, skipped: 0, failed: 1 };
    const [top] = cards(
      { steps: [execute('w', 1)] },
      { openFlows: { 1: open(1, step('x')) }, opened: new Set(['|w']), counts: { 'w|x': count } },
    );
    expect(top?.count).toBeNull();
    expect(top?.calls[0]?.inside?.cards[0]?.count).toBe(count);
  });

  it('show the problems of their own step only', () => {
    const problem = {
      code: 'x',
      severity: 'error' as const,
      where: { part: 'flow' as const, step: 'b' },
      message: '',
    };
    const shown = cards({ steps: [step('a'), step('b')] }, { problems: [problem] });
    expect(shown.map((card) => card.problems.length)).toEqual([0, 1]);
  });
});

describe('toGraph', () => {
  it('joins the entry straight to the end of an empty flow', () => {
    const graph = toGraph([], 0);
    expect(graph.edges).toEqual([{ id: 'to-end', source: 'entry', target: 'end', at: 0 }]);
  });

  it('stands cards below each other without overlap', () => {
    const { places } = toGraph(cards({ steps: [step('a'), step('b'), step('c')] }), 3);
    places.slice(1).forEach((place, index) => {
      const above = places[index];
      expect(place.y).toBe((above?.y ?? 0) + (above?.height ?? 0) + SIZES.gap);
    });
  });

  it('grows a card by what is opened inside it', () => {
    const flow = { steps: [execute('w', 1)] };
    const openFlows = { 1: open(1, step('x'), step('y')) };
    const closed = cards(flow, { openFlows })[0];
    const opened = cards(flow, { openFlows, opened: new Set(['|w']) })[0];
    const nested = opened?.calls[0]?.inside?.cards ?? [];
    const grown = nested.reduce((sum, card) => sum + cardHeight(card) + SIZES.nestedGap, 0);
    if (!closed || !opened) throw new Error('no cards');
    expect(cardHeight(opened) - cardHeight(closed)).toBe(grown + SIZES.entryWords + SIZES.padding);
  });

  it('keeps the entry card small however long the smart list is', () => {
    expect(entryHeight(200)).toBe(entryHeight(7));
  });

  it('draws 500 steps at once', () => {
    const steps = Array.from({ length: 500 }, (_, index) => step(`s${index}`));
    expect(toGraph(cards({ steps }), 1).edges).toHaveLength(501);
  });
});

describe('insertionAt', () => {
  const graph = toGraph(cards({ steps: [step('a'), step('b')] }), 1);
  const middle = (id: string) => {
    const place = graph.places.find((each) => each.id === id);
    return (place?.y ?? 0) + (place?.height ?? 0) / 2;
  };
  it.each([
    ['above the first card', -100, 0],
    ['on the upper half of a card', middle('a') - 1, 0],
    ['on the lower half of a card', middle('a') + 1, 1],
    ['far below the last', 99_999, 2],
  ])('drops %s', (_, y, expected) => {
    expect(insertionAt(graph, y)).toBe(expected);
  });
});
