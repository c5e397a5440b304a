import { describe, expect, it } from 'vitest';
import type { Activity, DryRun } from '@/shared/api/types';
import { headline, sums, undone } from './dryRun';

const found = (parts: Partial<DryRun>) =>
  ({
    person: null,
    people: 100,
    qualified: 100,
    entered: 100,
    done: 100,
    left: 0,
    held: 0,
    waiting: 0,
    ...parts,
  }) as DryRun;

describe('a dry run in words', () => {
  it('says how many of those who qualify were played', () => {
    expect(headline(found({ qualified: 5432 }))).toBe('100 of 5,432 people played');
    expect(headline(found({ qualified: null }))).toBe('100 people played');
  });

  it('says of one person whether they would enter', () => {
    const person = { id: 1, name: 'Ann' };
    expect(headline(found({ person, entered: 1 }))).toBe('What would happen to Ann');
    expect(headline(found({ person, entered: 0 }))).toBe('Ann would not enter');
  });

  it('leaves out what happened to nobody', () => {
    expect(sums(found({ done: 97, left: 3 })).map(({ word }) => word)).toEqual([
      'would enter',
      'come to the end',
      'taken out',
    ]);
  });

  it('says what stays undone, unless the step was refused', () => {
    const mail = (result: string) => ({ type: { key: 'send_email' }, result }) as Activity;
    expect(undone(mail('succeeded'))).toBe('would be sent');
    expect(undone(mail('skipped'))).toBeNull();
  });
});
