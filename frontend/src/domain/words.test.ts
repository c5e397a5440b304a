import { expect, it } from 'vitest';
import type { Catalog, Channel, Field, TreeNode } from '@/shared/api/types';
import { branchWords, namesFrom, ruleWords } from './words';

const kind = (name: string, label: string) => ({ kind: name, label });
const catalog = {
  actions: [kind('execute_campaign', 'Execute Campaign')],
  filters: [kind('member_of_list', 'Member of List'), kind('score_was_changed', 'Score Was Changed')],
  triggers: [kind('campaign_is_requested', 'Campaign is Requested')],
  operators: {
    text: [{ name: 'is', label: 'is', values: 'many', help: '' }],
    number: [{ name: 'between', label: 'between', values: 'range', help: '' }],
    date: [{ name: 'in_past', label: 'in past', values: 'duration', help: '' }],
  },
  frames: [],
  activity_types: [],
} as unknown as Catalog;
const fields = [
  { name: 'city', label: 'City', family: 'text' },
  { name: 'score', label: 'Person Score', family: 'number' },
] as Field[];
const nodes = [
  { node: 'list:3', kind: 'list', id: 3, name: 'Customers' },
  { node: 'campaign:7', kind: 'campaign', id: 7, name: 'MQL' },
] as unknown as TreeNode[];
const names = namesFrom(catalog, fields, nodes, [] as Channel[]);

it.each([
  ['person_field', { field: 'city', operator: 'is', values: ['Rome', 'Oslo'] }, 'City is Rome or Oslo'],
  [
    'person_field',
    { field: 'score', operator: 'between', values: ['1', '9'] },
    'Person Score between 1 and 9',
  ],
  ['member_of_list', { operator: 'in', lists: [3] }, 'Member of List: Customers'],
  ['member_of_list', { operator: 'not_in', lists: [3, 9] }, 'Not member of List: Customers or missing list'],
  [
    'score_was_changed',
    { operator: 'occurred', field: 'score', date: { operator: 'in_past', values: ['30 days'] }, at_least: 2 },
    'Score Was Changed: Person Score, in past 30 days, at least 2 times',
  ],
  ['fills_out_form', { forms: [] }, 'fills_out_form: any form'],
  [
    'visited_web_page',
    { operator: 'not_occurred', constraints: [{ attribute: 'Link', operator: 'is', values: ['a'] }] },
    'Not: visited_web_page: Link is a',
  ],
  ['campaign_is_requested', { operator: 'is_any' }, 'Campaign is Requested: any source'],
  ['something_new', { label: 'x', list: [1] }, 'something_new: x'],
])('says %s %j in words', (rule, params, expected) => {
  expect(ruleWords({ kind: rule, params }, names)).toBe(expected);
});

it.each([
  ['change_score', { field: 'score', change: '+5' }, 'Person Score +5'],
  ['change_data_value', { field: 'city', value: '' }, 'City → empty'],
  ['execute_campaign', { campaign: 7, parent_context: true }, 'MQL · parent tokens True'],
  ['request_campaign', {}, '…'],
])('says the step %s %j in words', (step, params, expected) => {
  expect(branchWords(step, { params, do_nothing: false }, names)).toBe(expected);
});

it('says Do nothing whatever the parameters are', () => {
  expect(branchWords('wait', { params: { duration: '1 day' }, do_nothing: true }, names)).toBe('Do nothing');
});
