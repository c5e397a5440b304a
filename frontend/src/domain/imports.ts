/** The mapping of an import: what each column becomes, checked before anything is sent. */

import type { ColumnMapping, Field, ImportColumn } from '@/shared/api/types';

export const SKIP = '·skip';
export const NEW = '·new';

export function mappingFrom(columns: readonly ImportColumn[]): ColumnMapping[] {
  return columns.map(({ name, guess }) => ({
    column: name,
    field: guess.field,
    new: guess.field ? null : guess.new,
    skip: guess.skip,
  }));
}

/** What the select of a column shows. */
export function targetOf(mapping: ColumnMapping): string {
  if (mapping.skip) return SKIP;
  return mapping.field ?? NEW;
}

export function retargeted(
  mapping: ColumnMapping,
  target: string,
  guess: ImportColumn['guess'],
): ColumnMapping {
  const base = { column: mapping.column, field: null, new: null, skip: false };
  if (target === SKIP) return { ...base, skip: true };
  if (target === NEW) return { ...base, new: guess.new ?? { label: mapping.column, type: 'text' } };
  return { ...base, field: target };
}

/** Columns that can tell people apart: those that are taken. */
export function keyColumns(mapping: readonly ColumnMapping[]): string[] {
  return mapping.filter(({ skip }) => !skip).map(({ column }) => column);
}

export function mappingProblems(
  mapping: readonly ColumnMapping[],
  key: string | null,
  fields: readonly Field[],
): string[] {
  const problems: string[] = [];
  const taken = mapping.filter(({ skip }) => !skip);
  if (taken.length === 0) problems.push('Every column is skipped. Choose a field for at least one.');
  for (const [field, columns] of grouped(taken))
    if (columns.length > 1) {
      const label = fields.find(({ name }) => name === field)?.label ?? field;
      problems.push(`${columns.join(' and ')} both go into ${label}. Choose one of them.`);
    }
  if (taken.some((each) => each.new && !each.new.label.trim())) problems.push('A new field has no name.');
  if (!key) problems.push('Choose the key column: it tells who is already there.');
  else if (!keyColumns(mapping).includes(key)) problems.push(`The key column ${key} is skipped.`);
  return problems;
}

function grouped(taken: readonly ColumnMapping[]): Map<string, string[]> {
  const byField = new Map<string, string[]>();
  for (const { field, column } of taken)
    if (field) byField.set(field, [...(byField.get(field) ?? []), column]);
  return byField;
}
