import { describe, expect, it } from 'vitest';
import type { Field, ImportColumn } from '@/shared/api/types';
import { keyColumns, mappingFrom, mappingProblems, NEW, retargeted, SKIP, targetOf } from './imports';

const column = (name: string, guess: Partial<ImportColumn['guess']>): ImportColumn => ({
  name,
  examples: [],
  empty: 0,
  guess: { field: null, new: null, skip: false, ...guess },
});
const columns = [
  column('Mail', { field: 'email' }),
  column('Number', { new: { label: 'Number', type: 'integer' } }),
  column('Empty', { skip: true }),
];
const fields = [{ name: 'email', label: 'Email Address' }] as Field[];
const mapping = mappingFrom(columns);

it('starts from what the server guessed', () => {
  expect(mapping.map(targetOf)).toEqual(['email', NEW, SKIP]);
});

it('remembers the guessed type when a column becomes a new field again', () => {
  const [, number] = columns;
  const skipped = retargeted(mapping[1] as never, SKIP, (number as ImportColumn).guess);
  expect(skipped).toMatchObject({ skip: true, new: null });
  expect(retargeted(skipped, NEW, (number as ImportColumn).guess).new).toEqual({
    label: 'Number',
    type: 'integer',
  });
});

it('offers only taken columns as key', () => {
  expect(keyColumns(mapping)).toEqual(['Mail', 'Number']);
});

describe('mappingProblems', () => {
  it('finds nothing in a good mapping', () => {
    expect(mappingProblems(mapping, 'Number', fields)).toEqual([]);
  });

  it('names two columns that go into one field', () => {
    const both = mapping.with(1, { column: 'Number', field: 'email', new: null, skip: false });
    expect(mappingProblems(both, 'Mail', fields)).toEqual([
      'Mail and Number both go into Email Address. Choose one of them.',
    ]);
  });

  it('asks for a key that is taken', () => {
    expect(mappingProblems(mapping, null, fields)[0]).toContain('Choose the key column');
    expect(mappingProblems(mapping, 'Empty', fields)[0]).toContain('skipped');
  });
});
