import { isError } from '@/domain/problems';
import { ApiError } from '@/shared/api/errors';
import type { Problem } from '@/shared/api/types';

export type Warning = { message: string; mustAccept: boolean };

/** A caller of a broken executable starts only after someone has said so (C10). */
const TO_ACCEPT = 'broken_executable';
/** The dialog asks about this one by itself. */
const ASKED_ELSEWHERE = 'empty_smart_list';

export const isAboutWarnings = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.code === 'warnings_not_confirmed';

/** What to know before a start: from the draft, and from the server's refusal where it knows more. */
export function warningsOf(error: unknown, problems: readonly Problem[]): Warning[] {
  const known = problems
    .filter((problem) => !isError(problem) && problem.code !== ASKED_ELSEWHERE)
    .map(({ message, code }) => ({ message, mustAccept: code === TO_ACCEPT }));
  if (!isAboutWarnings(error) || known.some(({ mustAccept }) => mustAccept)) return known;
  return [{ message: error.message, mustAccept: true }, ...known];
}
