/** The palette of a smart list: triggers, filters, and every field of a person. */

import { IconBolt, IconFilter, IconUser } from '@tabler/icons-react';
import { blankParams } from '@/domain/forms/fields';
import { newRule, type RuleGroup } from '@/domain/smartList/smartList';
import type { Catalog, Field, Rule } from '@/shared/api/types';
import type { PaletteItem } from '@/shared/ui/Palette';

export const RULE_DRAG = 'application/x-smart-list-rule';
const FIELD = 'person_field';
const FIELDS_GROUP = 'Person fields';

export function paletteItems(
  catalog: Catalog,
  fields: readonly Field[],
  triggers: TriggersHere,
): PaletteItem[] {
  return [...triggerItems(catalog, triggers), ...filterItems(catalog), ...fieldItems(fields)];
}

/** Whether triggers have a place here, and if not, why. */
export type TriggersHere = 'allowed' | 'executable' | 'none';

const NO_TRIGGERS =
  'An executable campaign has no triggers: it runs when another campaign executes it. Use a filter, or make a campaign without Executable.';

function triggerItems(catalog: Catalog, triggers: TriggersHere): PaletteItem[] {
  if (triggers === 'none') return [];
  return catalog.triggers.map(({ kind, label, help }) => ({
    id: kind,
    label,
    help,
    group: 'Triggers',
    icon: <IconBolt size={16} color="var(--role-wait)" aria-hidden />,
    refused: triggers === 'executable' ? NO_TRIGGERS : undefined,
  }));
}

function filterItems(catalog: Catalog): PaletteItem[] {
  return catalog.filters
    .filter(({ kind, in_smart_list }) => kind !== FIELD && in_smart_list !== false)
    .map(({ kind, label, help, category }) => ({
      id: kind,
      label,
      help,
      group: category,
      icon: <IconFilter size={16} color="var(--role-entry)" aria-hidden />,
    }))
    .sort((a, b) => a.group.localeCompare(b.group));
}

function fieldItems(fields: readonly Field[]): PaletteItem[] {
  return [...fields]
    .sort((a, b) => a.label.localeCompare(b.label))
    .map(({ name, label }) => ({
      id: `${FIELD}:${name}`,
      label,
      help: '',
      group: FIELDS_GROUP,
      icon: <IconUser size={16} color="var(--role-data)" aria-hidden />,
    }));
}

/** The rule that a palette item stands for. */
export function ruleFor(
  id: string,
  catalog: Catalog,
  fields: readonly Field[],
): { group: RuleGroup; rule: Rule } | null {
  const [kindName = '', fieldName] = id.split(':');
  const trigger = catalog.triggers.find(({ kind }) => kind === kindName);
  if (trigger) return { group: 'triggers', rule: newRule(kindName, blankParams(trigger)) };
  const filter = catalog.filters.find(({ kind }) => kind === kindName);
  if (!filter) return null;
  const params = blankParams(filter);
  if (!fieldName) return { group: 'filters', rule: newRule(kindName, params) };
  const family = fields.find(({ name }) => name === fieldName)?.family ?? 'text';
  const operator = catalog.operators[family]?.[0]?.name ?? 'is';
  return { group: 'filters', rule: newRule(kindName, { ...params, field: fieldName, operator, values: [] }) };
}
