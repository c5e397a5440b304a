import { describe, expect, it } from 'vitest';
import type { Flow } from '@/shared/api/types';
import { stepsFromText, stepsToText } from './clipboard';
import { applyEdit, neighbourAfterRemoval, newChoice, newStep, stepsBetween } from './flow';

const steps = ['a', 'b', 'c'].map((id) => ({ ...newStep('change_score', { change: '+1' }), id }));
const flow: Flow = { steps };
const order = (value: Flow) => value.steps.map((step) => step.id).join('');
const choice = {
  ...newChoice({ kind: 'random_sample', params: { percent: 50 } }, { change: '+9' }),
  id: 'x',
};
const withChoice = applyEdit(flow, { type: 'addChoice', id: 'b', choice });

describe('applyEdit', () => {
  it('inserts a step where the plus was clicked', () => {
    const step = { ...newStep('wait', {}), id: 'n' };
    expect(order(applyEdit(flow, { type: 'insert', at: 1, steps: [step] }))).toBe('anbc');
  });

  it('removes steps and the flow closes behind them', () => {
    expect(order(applyEdit(flow, { type: 'remove', ids: ['a', 'c'] }))).toBe('b');
  });

  it.each([
    ['a', 2, 'bca'],
    ['c', 0, 'cab'],
    ['a', -5, 'abc'],
    ['b', 99, 'acb'],
    ['missing', 0, 'abc'],
  ])('moves %s to place %i', (id, to, expected) => {
    expect(order(applyEdit(flow, { type: 'move', ids: [id], to }))).toBe(expected);
  });

  it.each([
    ['ac', 1, 'bac'],
    ['ab', 9, 'cab'],
    ['bc', 0, 'bca'],
  ])('moves %s together to place %i', (ids, to, expected) => {
    expect(order(applyEdit(flow, { type: 'move', ids: [...ids], to }))).toBe(expected);
  });

  it('leaves the flow that it came from untouched, so that undo can go back', () => {
    applyEdit(flow, { type: 'configure', id: 'a', branch: 'default', params: { change: '+7' } });
    expect(flow.steps[0]?.default.params).toEqual({ change: '+1' });
  });

  it('keeps the identity of steps that did not change', () => {
    const next = applyEdit(flow, { type: 'configure', id: 'a', branch: 'default', params: {} });
    expect(next.steps[1]).toBe(flow.steps[1]);
  });

  it('configures one choice and leaves the default alone', () => {
    const next = applyEdit(withChoice, {
      type: 'configure',
      id: 'b',
      branch: 'x',
      params: { change: '-3' },
    });
    expect(next.steps[1]?.choices[0]?.params).toEqual({ change: '-3' });
    expect(next.steps[1]?.default.params).toEqual({ change: '+1' });
  });

  it('turns a choice into Do Nothing and keeps its parameters for later', () => {
    const next = applyEdit(withChoice, { type: 'setDoNothing', id: 'b', branch: 'x', doNothing: true });
    expect(next.steps[1]?.choices[0]).toMatchObject({ do_nothing: true, params: { change: '+9' } });
  });

  it('reorders choices, because the first match wins', () => {
    const two = applyEdit(withChoice, { type: 'addChoice', id: 'b', choice: { ...choice, id: 'y' } });
    const next = applyEdit(two, { type: 'moveChoice', id: 'b', choice: 'y', by: -1 });
    expect(next.steps[1]?.choices.map(({ id }) => id)).toEqual(['y', 'x']);
  });

  it('removes a choice and changes a condition', () => {
    const condition = { kind: 'member_of_list', params: {} };
    const changed = applyEdit(withChoice, { type: 'setCondition', id: 'b', choice: 'x', condition });
    expect(changed.steps[1]?.choices[0]?.condition).toBe(condition);
    expect(applyEdit(changed, { type: 'removeChoice', id: 'b', choice: 'x' }).steps[1]?.choices).toEqual([]);
  });
});

describe('after a deletion', () => {
  it.each([
    ['a', 'b'],
    ['c', 'b'],
    ['bc', 'a'],
    ['ab', 'c'],
  ])('removing %s selects %s', (removed, selected) => {
    expect(neighbourAfterRemoval(flow, [...removed])).toBe(selected);
  });

  it('selects nothing in an empty flow', () => {
    expect(neighbourAfterRemoval({ steps: [] }, ['a'])).toBeNull();
  });
});

describe('choosing up to a step', () => {
  it.each([
    ['a', 'c', 'abc'],
    ['c', 'b', 'bc'],
    ['gone', 'b', 'b'],
  ])('from %s to %s takes %s', (from, to, taken) => {
    expect(stepsBetween(flow, from, to).join('')).toBe(taken);
  });
});

describe('clipboard', () => {
  it('pastes what was copied, with ids of its own', () => {
    const pasted = stepsFromText(stepsToText(withChoice.steps));
    expect(pasted?.map((step) => step.kind)).toEqual(['change_score', 'change_score', 'change_score']);
    expect(pasted?.[1]?.id).not.toBe('b');
    expect(pasted?.[1]?.choices[0]?.id).not.toBe('x');
    expect(pasted?.[1]?.choices[0]?.params).toEqual({ change: '+9' });
  });

  it.each(['', 'hello', '{}', '[]', '{"type":"campaign-designer/steps","steps":[{"kind":"wait"}]}'])(
    'ignores text that holds no steps: %s',
    (text) => {
      expect(stepsFromText(text)).toBeNull();
    },
  );
});
