/** What an audit entry says: its sentence, and which single values differ before and after. */

import { words } from './forms/fields';

export type Difference = { path: string; before: string; after: string };
type Said = { action: string; target_type: string; target_name: string };
type Changes = { [column: string]: unknown[] };

export const TARGETS = [
  'campaign',
  'smart_list',
  'list',
  'program',
  'folder',
  'token',
  'email',
  'form',
  'channel',
  'webhook',
  'role',
  'api_user',
  'run',
  'scheduled_run',
  'import',
  'person',
  'tracker',
  'custom_activity',
  'member_field',
  'task',
  'workspace',
] as const;

/** What belongs to no workspace: superusers read it. */
export const INSTALLATION_TARGETS = [...TARGETS, 'user', 'field'] as const;

/** "changed the list “Hot”". */
export const sentenceOf = ({ action, target_type, target_name }: Said): string =>
  `${action} the ${words(target_type).toLowerCase()} “${target_name}”`;

/** What stands behind the sentence: how many values differ, where any can. */
export function countOf(differing: readonly Difference[]): string {
  if (differing.length === 0) return '';
  return differing.length === 1 ? '1 value' : `${differing.length} values`;
}

/** "draft_flow.steps.0.label" as people read it: Draft flow › Steps › 1 › Label. */
export function pathWords(path: string): string {
  const parts = path.split('.').map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : words(part)));
  return parts.join(' › ');
}

/** Every value that differs, by its path: "settings.person_limit". */
export function differences(changes: Changes): Difference[] {
  return Object.entries(changes).flatMap(([column, [before, after]]) => differing(column, before, after));
}

function differing(path: string, before: unknown, after: unknown): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isBranch(before) && !isBranch(after)) return [{ path, before: shown(before), after: shown(after) }];
  const old = isBranch(before) ? before : {};
  const now = isBranch(after) ? after : {};
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  if (names.length === 0) return [{ path, before: shown(before), after: shown(after) }];
  return names.flatMap((name) => differing(`${path}.${name}`, old[name], now[name]));
}

function isBranch(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
