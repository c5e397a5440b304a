import { expect, test } from 'vitest';
import { columnsOf, ownColumnsOf } from './personColumns';

const people = [
  { email: null, company: 'Acme', values: { company: 'Acme', city: 'Mumbai' } },
  { email: null, company: null, values: { lead_source: 'Google' } },
];

test('columns that nobody fills are left out', () => {
  expect(ownColumnsOf(people).map(({ name }) => name)).toEqual(['company']);
});

test('fields of anybody become columns, once', () => {
  expect(columnsOf(people)).toEqual(['city', 'lead_source']);
});
