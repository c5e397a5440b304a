import type { FormField } from '@/domain/forms/fields';
import type { Params } from '@/shared/api/types';

/** What every control gets: its field, its value, the other parameters, and where a change goes. */
export type ControlProps = {
  field: FormField;
  value: unknown;
  params: Params;
  /** The other fields of the same form. */
  siblings: readonly FormField[];
  /** Changes this parameter, and with it others that depend on it. */
  onChange: (value: unknown, others?: Params) => void;
  disabled: boolean;
};

export const asText = (value: unknown): string =>
  value === null || value === undefined ? '' : String(value);

export const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
