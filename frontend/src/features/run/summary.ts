/** One activity in a few words. */

import type { Activity } from '@/shared/api/types';
import { moment, value } from '@/shared/format';

type LabelOf = (field: string) => string;

/** Attributes whose value is the name of a field. */
export const FIELD_ATTRIBUTES = new Set(['Score Name', 'Attribute Name']);

/** "Person Score +5 → 15", "MQL", "Customers · skipped because …". */
export function summary(activity: Activity, labelOf: LabelOf): string {
  const { primary, attributes, reason, result, type } = activity;
  const isField = [...FIELD_ATTRIBUTES].some((name) => name in attributes);
  const parts = [isField && typeof primary === 'string' ? labelOf(primary) : value(primary)];
  if (type.key === 'wait' && typeof primary === 'string') parts[0] = `until ${moment(primary)}`;
  if (attributes['Change Value'] !== undefined) parts.push(String(attributes['Change Value']));
  if (attributes['New Value'] !== undefined) parts.push(`→ ${value(attributes['New Value'])}`);
  if (result !== 'succeeded' && reason) parts.push(`· ${reason}`);
  return parts.join(' ');
}

/** Whether the person qualified for the campaign that was executed; null for all that is no such call. */
export function qualifiedOf({ attributes }: Activity): boolean | null {
  const { Qualified } = attributes;
  if (Qualified === undefined || Qualified === null) return null;
  return String(Qualified).toUpperCase() === 'TRUE';
}
