/** Ids of steps, choices and rules: short, random, made by the editor. */

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

export function shortId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('');
}
