import { describe, expect, it } from 'vitest';
import type { TokenHint } from '@/shared/api/types';
import { completed, hintFor, matchingHints, openingAt, tokensIn } from './completion';

const hint = (token: string): TokenHint => ({ token, value: '', origin: '', type: 'text', missing_in: [] });
const hints = ['{{lead.Score}}', '{{my.score}}', '{{my.name}}'].map(hint);

describe('openingAt', () => {
  it.each([
    ['{{', 2, { from: 0, query: '' }],
    ['a {{my.sc', 9, { from: 2, query: 'my.sc' }],
    ['{{a}} and {{ my', 15, { from: 10, query: 'my' }],
  ])('sees the token begun in “%s”', (text, caret, expected) => {
    expect(openingAt(text, caret)).toEqual(expected);
  });

  it.each([
    ['plain', 5],
    ['{{my.a}}', 8],
    ['{ {my', 5],
    ['{{my.a}} x', 3 + 7],
  ])('sees none in “%s”', (text, caret) => {
    expect(openingAt(text, caret)).toBeNull();
  });
});

describe('completed', () => {
  it('puts the token in and the caret behind it', () => {
    expect(completed('+{{my', 5, { from: 1, query: 'my' }, '{{my.score}}')).toEqual({
      text: '+{{my.score}}',
      caret: 13,
    });
  });

  it('replaces a token whose middle holds the caret, braces included', () => {
    expect(completed('{{my.na}} end', 4, { from: 0, query: 'my' }, '{{my.name}}').text).toBe(
      '{{my.name}} end',
    );
  });

  it('leaves the text behind an open token alone', () => {
    expect(completed('{{my and more', 4, { from: 0, query: 'my' }, '{{my.name}}').text).toBe(
      '{{my.name}} and more',
    );
  });
});

it('lists tokens that begin with the words typed first, without regard to case', () => {
  expect(matchingHints(hints, 'MY').map(({ token }) => token)).toEqual(['{{my.score}}', '{{my.name}}']);
  expect(matchingHints(hints, 'score').map(({ token }) => token)).toEqual(['{{lead.Score}}', '{{my.score}}']);
});

it('finds tokens in a text and what they mean, defaults aside', () => {
  expect(tokensIn('Hi {{lead.First Name:default=you}}, {{ my.x }}')).toEqual([
    '{{lead.First Name:default=you}}',
    '{{my.x}}',
  ]);
  expect(hintFor(hints, '{{My.Score:default=1}}')?.token).toBe('{{my.score}}');
});
