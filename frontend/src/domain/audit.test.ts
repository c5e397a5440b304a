import { expect, it } from 'vitest';
import { differences, pathWords, sentenceOf } from './audit';

it('names each single value that differs, however deep it lies', () => {
  const changes = {
    name: ['Old', 'New'],
    settings: [
      { person_limit: null, qualification: { mode: 'once' } },
      { person_limit: 7, qualification: { mode: 'once' } },
    ],
  };
  expect(differences(changes)).toEqual([
    { path: 'name', before: 'Old', after: 'New' },
    { path: 'settings.person_limit', before: '', after: '7' },
  ]);
});

it('shows what was made, and what was deleted, value by value', () => {
  expect(differences({ flow: [null, { steps: [{ id: 's1' }] }] })).toEqual([
    { path: 'flow.steps.0.id', before: '', after: 's1' },
  ]);
  expect(differences({ flow: [{ steps: [] }, null] })).toEqual([
    { path: 'flow.steps', before: '[]', after: '' },
  ]);
});

it('says what was done, and where a value stands, in words', () => {
  expect(sentenceOf({ action: 'edited', target_type: 'smart_list', target_name: 'Hot' })).toBe(
    'edited the smart list “Hot”',
  );
  expect(pathWords('draft_flow.steps.0.label')).toBe('Draft flow › Steps › 1 › Label');
});
