import type { FieldType } from '@/shared/api/types';

export const FIELD_TYPES: { value: FieldType; label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'email', label: 'Email' },
  { value: 'phone', label: 'Phone' },
  { value: 'url', label: 'Web address' },
  { value: 'integer', label: 'Whole number' },
  { value: 'number', label: 'Number' },
  { value: 'score', label: 'Score' },
  { value: 'boolean', label: 'True or false' },
  { value: 'date', label: 'Date' },
  { value: 'datetime', label: 'Date and time' },
];

export const typeLabel = (type: string): string =>
  FIELD_TYPES.find(({ value }) => value === type)?.label ?? type;
