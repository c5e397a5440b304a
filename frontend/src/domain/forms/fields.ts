/** The form of a kind, read from its parameters' JSON schema and its "control" hints. */

import type { Kind, KindSchema, Params, PropertySchema } from '@/shared/api/types';

export type FormField = {
  name: string;
  label: string;
  control: string;
  required: boolean;
  nullable: boolean;
  options: { value: string; label: string }[];
  help: string;
  fallback: unknown;
  minimum?: number;
  maximum?: number;
  /** Names of an activity's attributes, with the family of their values; "field" is that of the chosen field. */
  attributes: { [name: string]: string };
  /** The values that an attribute, or the parameter itself (under its own name), usually has. */
  usual: { [name: string]: readonly string[] };
  /** It is asked only while these other parameters have one of these values. */
  when: { [name: string]: readonly string[] };
};

export function formFields(schema: KindSchema): FormField[] {
  return Object.entries(schema.properties ?? {}).map(([name, raw]) => {
    const property = resolved(raw, schema);
    const options = (property.enum ?? []).filter((each): each is string => each !== null);
    return {
      name,
      label: property.title ?? words(name),
      control: property.control ?? guessed(property),
      required: schema.required?.includes(name) ?? false,
      nullable: isNullable(raw),
      options: options.map((each) => ({ value: each, label: property.labels?.[each] ?? words(each) })),
      help: property.description ?? '',
      fallback: property.default,
      minimum: property.minimum,
      maximum: property.maximum,
      attributes: Array.isArray(property.attributes)
        ? Object.fromEntries(property.attributes.map((each) => [each, 'text']))
        : (property.attributes ?? {}),
      usual: Array.isArray(property.options) ? { [name]: property.options } : (property.options ?? {}),
      when: property.when ?? {},
    };
  });
}

/** Those that make sense beside the other parameters. */
export function askedFields(fields: readonly FormField[], params: Params): FormField[] {
  const isAsked = ({ when }: FormField) =>
    Object.entries(when).every(([name, values]) =>
      values.includes(String(params[name] ?? fallbackOf(fields, name))),
    );
  return fields.filter(isAsked);
}

const fallbackOf = (fields: readonly FormField[], name: string) =>
  fields.find((field) => field.name === name)?.fallback ?? '';

/** A property may stand behind a reference, or beside "or null". */
function resolved(property: PropertySchema, schema: KindSchema): PropertySchema {
  const name = property.$ref?.split('/').at(-1);
  if (name) return { ...resolved(schema.$defs?.[name] ?? {}, schema), ...without(property, '$ref') };
  const variant = property.anyOf?.find((each) => each.type !== 'null');
  if (variant) return { ...resolved(variant, schema), ...without(property, 'anyOf') };
  return property;
}

function without(property: PropertySchema, key: '$ref' | 'anyOf'): PropertySchema {
  return Object.fromEntries(Object.entries(property).filter(([name]) => name !== key));
}

function isNullable(property: PropertySchema): boolean {
  return Boolean(
    property.anyOf?.some((each) => each.type === 'null') ||
      (Array.isArray(property.type) && property.type.includes('null')),
  );
}

function guessed(property: PropertySchema): string {
  if (property.enum) return 'select';
  const type = Array.isArray(property.type) ? property.type.find((each) => each !== 'null') : property.type;
  if (type === 'boolean') return 'boolean';
  if (type === 'integer' || type === 'number') return 'number';
  return 'text';
}

export function words(name: string): string {
  const spaced = name.replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** What a new step or filter starts with: the schema's defaults and nothing invented. */
export function blankParams(kind: Kind | undefined): Params {
  if (!kind) return {};
  const filled = formFields(kind.schema).filter((field) => field.fallback !== undefined);
  return Object.fromEntries(filled.map((field) => [field.name, field.fallback]));
}
