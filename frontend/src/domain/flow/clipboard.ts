/** Steps travel between campaigns as JSON text on the clipboard. */

import type { Branch, Choice, FlowStep } from '@/shared/api/types';
import { copiedSteps } from './flow';

const MARK = 'campaign-designer/steps';

export function stepsToText(steps: readonly FlowStep[]): string {
  return JSON.stringify({ type: MARK, steps });
}

/** The pasted steps with new ids, or null when the text is something else. */
export function stepsFromText(text: string): FlowStep[] | null {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(content) || content.type !== MARK || !Array.isArray(content.steps)) return null;
  return content.steps.every(isStep) ? copiedSteps(content.steps) : null;
}

function isObject(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isBranch(value: unknown): value is Branch {
  return isObject(value) && isObject(value.params);
}

function isChoice(value: unknown): value is Choice {
  return isBranch(value) && isObject((value as { condition?: unknown }).condition);
}

function isStep(value: unknown): value is FlowStep {
  return (
    isObject(value) &&
    typeof value.kind === 'string' &&
    isBranch(value.default) &&
    Array.isArray(value.choices) &&
    value.choices.every(isChoice)
  );
}
