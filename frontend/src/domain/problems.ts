/** What is wrong with a campaign, sorted to the place where it is mended. */

import type { Problem } from '@/shared/api/types';
import { counted } from '@/shared/format';

export const isError = (problem: Problem): boolean => problem.severity === 'error';

export function problemsOfStep(problems: readonly Problem[], step: string): Problem[] {
  return problems.filter(({ where }) => where.part === 'flow' && where.step === step);
}

export function problemsOfBranch(problems: readonly Problem[], step: string, branch: string): Problem[] {
  return problemsOfStep(problems, step).filter(({ where }) => where.branch === branch);
}

export function problemsOfRule(problems: readonly Problem[], rule: string): Problem[] {
  return problems.filter(({ where }) => where.part === 'smart_list' && where.rule === rule);
}

/** What is said at once: finishing the form would not mend it. */
const WRONG_CHOICES = new Set([
  'smart_list_circle',
  'chain_not_allowed',
  'other_workspace',
  'target_not_executable',
]);

/** A flow without steps, and what `begun` names, is not finished rather than wrong. */
export function calmed(problems: readonly Problem[], begun: ReadonlySet<string>): Problem[] {
  const isBegun = ({ code, where }: Problem) =>
    code === 'empty_flow' ||
    (!WRONG_CHOICES.has(code) && [where.step, where.branch, where.rule].some((id) => id && begun.has(id)));
  return problems.map((problem) =>
    isError(problem) && isBegun(problem) ? { ...problem, severity: 'unfinished' } : problem,
  );
}

const ORDER = ['error', 'unfinished', 'warning'];

/** Errors first; inside them in the order of the server, which is the order of the flow. */
export function sorted(problems: readonly Problem[]): Problem[] {
  return ORDER.flatMap((severity) => problems.filter((problem) => problem.severity === severity));
}

export function summary(problems: readonly Problem[]): string {
  const count = (severity: string) => problems.filter((problem) => problem.severity === severity).length;
  const [errors, unfinished, warnings] = ORDER.map(count) as [number, number, number];
  const parts = [
    errors && counted(errors, 'error'),
    unfinished && counted(unfinished, 'thing not finished', 'things not finished'),
    warnings && counted(warnings, 'warning'),
  ].filter(Boolean);
  return parts.join(', ') || 'No problems';
}

/** Why a campaign can't be run or activated, or null when it can. */
export function blockedBecause(problems: readonly Problem[]): string | null {
  const errors = problems.filter(isError);
  if (errors.length === 0) return null;
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return `${errors[0]?.message}${rest}`;
}
