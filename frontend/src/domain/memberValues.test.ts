import { expect, test } from 'vitest';
import { changesOf, columnsOfValues, rowsOfValues, type Values } from './memberValues';

test('columns show what somebody has, defined fields first', () => {
  const members: { values: Values }[] = [{ values: { table: 'A', Seat: '1' } }, { values: {} }];
  expect(columnsOfValues(['Guests', 'Seat'], members)).toEqual(['Seat', 'table']);
});

test('a dialog asks for every defined field and for what the member has besides', () => {
  expect(rowsOfValues(['Seat', 'Guests'], { seat: '1', Table: 'A' })).toEqual([
    { name: 'Seat', text: '1' },
    { name: 'Guests', text: '' },
    { name: 'Table', text: 'A' },
  ]);
});

test('only what changed is sent, and what was emptied is cleared', () => {
  const rows = [
    { name: 'Seat', text: '2' },
    { name: 'Table', text: ' ' },
    { name: 'Guests', text: '3' },
    { name: ' ', text: 'lost' },
  ];
  expect(changesOf(rows, { seat: '1', Table: 'A', Guests: '3' })).toEqual({ Seat: '2', Table: null });
});
