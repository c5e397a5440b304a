import { describe, expect, it } from 'vitest';
import type { SmartListRules } from '@/shared/api/types';
import { checkLogic, renumbered } from './logic';
import { applyEdit, newRule } from './smartList';

const rule = (id: string) => ({ ...newRule('person_field', {}), id });
const list: SmartListRules = {
  triggers: [rule('t')],
  filters: [rule('a'), rule('b'), rule('c')],
  match: 'advanced',
  logic: '1 and (2 or 3)',
};

describe('checkLogic', () => {
  it.each(['1', '1 and 2 and 3', '1 AND (2 OR 3)', '((1) or 2) and 3', '1and 2'])('accepts %s', (logic) => {
    expect(checkLogic(logic, 3).ok).toBe(true);
  });

  it.each([
    ['', 'for example'],
    ['1 and 2 or 3', 'brackets'],
    ['1 and', 'breaks off'],
    ['1 2', '“and” or “or”'],
    ['(1 and 2', 'not closed'],
    ['1)', 'too many'],
    ['4', 'no filter 4'],
    ['0', 'no filter 0'],
    ['1 and x', 'instead of “x”'],
    ['and 1', 'instead of “and”'],
  ])('refuses “%s” and says why', (logic, reason) => {
    expect(checkLogic(logic, 3)).toMatchObject({ ok: false, message: expect.stringContaining(reason) });
  });

  it('names filters that the expression leaves out', () => {
    expect(checkLogic('1 or 3', 3)).toEqual({ ok: true, unused: [2] });
  });
});

describe('renumbered', () => {
  it.each([
    ['1 and (2 or 3)', [1, null, 2], '1 and 2'],
    ['1 and (2 or 3)', [null, 1, 2], '(1 or 2)'],
    ['1 and (2 or 3)', [1, 2, null], '1 and 2'],
    ['1', [null], ''],
    ['(1 or 2) and 3', [null, null, 1], '1'],
    ['1 and (2 or 3)', [3, 2, 1], '3 and (2 or 1)'],
  ])('turns %s into what %j means', (logic, numbers, expected) => {
    expect(renumbered(logic, numbers)).toBe(expected);
  });
});

describe('applyEdit', () => {
  it('adds a filter and asks for it in the expression too', () => {
    const next = applyEdit(list, { type: 'add', group: 'filters', rule: rule('d') });
    expect(next.logic).toBe('(1 and (2 or 3)) and 4');
    expect(checkLogic(next.logic, 4)).toEqual({ ok: true, unused: [] });
  });

  it('keeps each filter’s part in the expression when it moves', () => {
    const next = applyEdit(list, { type: 'move', id: 'c', to: 0 });
    expect(next.filters.map(({ id }) => id).join('')).toBe('cab');
    expect(next.logic).toBe('2 and (3 or 1)');
  });

  it('takes a removed filter out of the expression', () => {
    expect(applyEdit(list, { type: 'remove', id: 'b' })).toMatchObject({ logic: '1 and 2' });
  });

  it('leaves the expression alone when a trigger goes', () => {
    expect(applyEdit(list, { type: 'remove', id: 't' })).toMatchObject({ triggers: [], logic: list.logic });
  });

  it('starts advanced logic from what ALL or ANY meant', () => {
    const any = { ...list, match: 'any' as const, logic: '' };
    expect(applyEdit(any, { type: 'setMatch', match: 'advanced' }).logic).toBe('1 or 2 or 3');
  });

  it('configures a rule wherever it stands', () => {
    const next = applyEdit(list, { type: 'configure', id: 't', params: { field: 'email' } });
    expect(next.triggers[0]?.params).toEqual({ field: 'email' });
  });
});
