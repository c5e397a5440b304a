/** Completing `{{` while someone types. */

import type { TokenHint } from '@/shared/api/types';

export type Opening = { from: number; query: string };

/** The token being typed at the caret, or null: it begins at `{{` and is not closed yet. */
export function openingAt(text: string, caret: number): Opening | null {
  const before = text.slice(0, caret);
  const from = before.lastIndexOf('{{');
  if (from < 0) return null;
  const query = before.slice(from + 2);
  return /[{}\n]/.test(query) ? null : { from, query: query.trim() };
}

/** The text with the token put in place, and where the caret goes. */
export function completed(
  text: string,
  caret: number,
  opening: Opening,
  token: string,
): { text: string; caret: number } {
  const rest = text.slice(caret);
  const tail = /^[\w.:= ]*\}\}/.exec(rest);
  const after = tail ? rest.slice(tail[0].length) : rest.replace(/^\}\}?/, '');
  const head = text.slice(0, opening.from) + token;
  return { text: head + after, caret: head.length };
}

const LIMIT = 40;

/** Those whose name begins with what was typed, then those that hold it; names have no case (T01). */
export function matchingHints(hints: readonly TokenHint[], query: string): TokenHint[] {
  const wanted = query.toLowerCase();
  const name = (hint: TokenHint) => hint.token.replace(/[{}]/g, '').toLowerCase();
  const begins = hints.filter((hint) => name(hint).startsWith(wanted));
  const holds = hints.filter((hint) => !name(hint).startsWith(wanted) && name(hint).includes(wanted));
  return [...begins, ...holds].slice(0, LIMIT);
}

export function tokensIn(text: string): string[] {
  return Array.from(text.matchAll(/\{\{\s*([^{}]+?)\s*\}\}/g), (match) => `{{${match[1]}}}`);
}

export function hintFor(hints: readonly TokenHint[], token: string): TokenHint | undefined {
  const bare = (text: string) =>
    text
      .replace(/[{}\s]/g, '')
      .split(':')[0]
      ?.toLowerCase();
  return hints.find((hint) => bare(hint.token) === bare(token));
}
