/** The form of a step, filter or trigger, drawn from its kind's schema. */

import { Stack } from '@mantine/core';
import { useMemo } from 'react';
import { askedFields, formFields } from '@/domain/forms/fields';
import type { Kind, Params } from '@/shared/api/types';
import { CONTROLS } from './controls';
import { useFormHere } from './FormContext';
import { TextControl } from './TextControls';

type Props = {
  kind: Kind;
  params: Params;
  onChange: (params: Params) => void;
  /** Controls side by side, as filter cards have them, instead of below each other. */
  inline?: boolean;
};

export function ParamsForm({ kind, params, onChange, inline = false }: Props) {
  const { readOnly } = useFormHere();
  const fields = useMemo(() => formFields(kind.schema), [kind]);
  const controls = askedFields(fields, params).map((field) => {
    const Control = CONTROLS[field.control] ?? TextControl;
    return (
      <Control
        key={field.name}
        field={field}
        value={params[field.name]}
        params={params}
        siblings={fields}
        disabled={readOnly}
        onChange={(value, others) => onChange({ ...params, ...others, [field.name]: value })}
      />
    );
  });
  if (!inline) return <Stack gap="xs">{controls}</Stack>;
  return <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'flex-end' }}>{controls}</div>;
}
