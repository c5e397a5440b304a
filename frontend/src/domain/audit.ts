/** What an audit entry says: its sentence, and which single values differ before and after. */

export type Difference = { path: string; before: string; after: string };
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
  'workspace',
] as const;

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
