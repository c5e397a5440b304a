/** Advanced logic, "1 and (2 or 3)": checked as it is typed, kept right when filters move. */

type Token = { text: string; at: number };
export type LogicCheck = { ok: true; unused: number[] } | { ok: false; message: string; at: number };

const WORDS = /\d+|and\b|or\b|[()]|\S/gi;

function tokens(logic: string): Token[] {
  return Array.from(logic.matchAll(WORDS), (match) => ({
    text: match[0].toLowerCase(),
    at: match.index,
  }));
}

class Refused extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** Mixing and/or without brackets is an error, as in Marketo. */
export function checkLogic(logic: string, filters: number): LogicCheck {
  const rest = tokens(logic);
  const used = new Set<number>();
  try {
    if (rest.length === 0)
      throw new Refused('Write which filters must match, for example 1 and (2 or 3).', 0);
    readGroup(rest, { filters, used, end: logic.length });
    const extra = rest[0];
    if (extra) throw new Refused(`“${extra.text}” is one bracket too many.`, extra.at);
  } catch (refused) {
    if (refused instanceof Refused) return { ok: false, message: refused.message, at: refused.at };
    throw refused;
  }
  const all = Array.from({ length: filters }, (_, index) => index + 1);
  return { ok: true, unused: all.filter((number) => !used.has(number)) };
}

type Reading = { filters: number; used: Set<number>; end: number };

function readGroup(rest: Token[], reading: Reading): void {
  readPart(rest, reading);
  let joiner: string | null = null;
  while (rest[0] && rest[0].text !== ')') {
    const word = rest.shift() as Token;
    if (word.text !== 'and' && word.text !== 'or')
      throw new Refused(`Write “and” or “or” before “${word.text}”.`, word.at);
    if (joiner && joiner !== word.text)
      throw new Refused('Use brackets where “and” and “or” meet, for example 1 and (2 or 3).', word.at);
    joiner = word.text;
    readPart(rest, reading);
  }
}

function readPart(rest: Token[], reading: Reading): void {
  const token = rest.shift();
  if (!token)
    throw new Refused('The expression breaks off: a filter’s number is missing at the end.', reading.end);
  if (token.text === '(') {
    readGroup(rest, reading);
    if (rest.shift()?.text !== ')') throw new Refused('A bracket is not closed.', token.at);
    return;
  }
  const number = Number(token.text);
  if (!Number.isInteger(number))
    throw new Refused(`Write a filter’s number instead of “${token.text}”.`, token.at);
  if (number < 1 || number > reading.filters)
    throw new Refused(`There is no filter ${token.text}; there are ${reading.filters}.`, token.at);
  reading.used.add(number);
}

/** Gives each number its new one; a filter that is gone (null) leaves the expression with its word. */
export function renumbered(logic: string, numbers: readonly (number | null)[]): string {
  const renamed = logic.replace(/\d+/g, (number) => {
    const next = numbers[Number(number) - 1];
    return next === null ? '∅' : next === undefined ? number : String(next);
  });
  return tidied(renamed);
}

function tidied(logic: string): string {
  const next = logic
    .replace(/∅\s*(and|or)\b\s*/gi, '')
    .replace(/\s*\b(and|or)\s*∅/gi, '')
    .replace(/\(\s*∅\s*\)/g, '∅')
    .replace(/\(\s*(\d+)\s*\)/g, '$1')
    .replace(/^\s*∅\s*$/, '')
    .trim();
  return next === logic ? next : tidied(next);
}
