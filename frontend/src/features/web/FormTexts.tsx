/** How people are found, and what a form says. */

import { Select, Stack, Textarea, TextInput } from '@mantine/core';
import type { Form, FormChanges } from '@/shared/api/types';
import { Section } from '@/shared/ui/Page';
import { useFields } from '../workspace/queries';

type Props = { form: Form; onChange: (part: FormChanges) => void; disabled: boolean };

export function FormTexts({ form, onChange, disabled }: Props) {
  const keyFields = useFields().filter(({ key }) => key);
  return (
    <Section title="Behaviour">
      <Stack gap="sm">
        <Select
          label="People are found by"
          description="Who has this value already is updated; otherwise a new person is made."
          data={keyFields.map(({ name, label }) => ({ value: name, label }))}
          value={form.key_field}
          allowDeselect={false}
          disabled={disabled}
          onChange={(next) => onChange({ key_field: next ?? 'email' })}
        />
        <TextInput
          label="Button"
          value={form.submit_label}
          maxLength={60}
          disabled={disabled}
          onChange={(event) => onChange({ submit_label: event.currentTarget.value })}
        />
        <Textarea
          label="Thank-you text"
          autosize
          minRows={2}
          value={form.thank_you_text}
          disabled={disabled}
          onChange={(event) => onChange({ thank_you_text: event.currentTarget.value })}
        />
        <TextInput
          label="Thank-you page"
          description="Instead of the text: the address of a page of yours."
          placeholder="https://"
          value={form.thank_you_url}
          disabled={disabled}
          onChange={(event) => onChange({ thank_you_url: event.currentTarget.value })}
        />
      </Stack>
    </Section>
  );
}
