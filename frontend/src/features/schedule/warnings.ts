import { isError } from '@/domain/problems';
import { ApiError, sentence } from '@/shared/api/errors';
import type { Problem } from '@/shared/api/types';

/** The warnings to accept: those that the server named in its refusal, else those of the draft. */
export function warningsOf(error: unknown, problems: readonly Problem[]): Pick<Problem, 'message'>[] {
  if (error instanceof ApiError && error.code.includes('warning')) {
    const named = error.details.warnings ?? error.details.problems;
    if (Array.isArray(named) && named.length > 0)
      return named.map((each) => (typeof each === 'string' ? { message: each } : (each as Problem)));
    return [{ message: sentence(error) }];
  }
  return problems.filter((problem) => !isError(problem));
}
