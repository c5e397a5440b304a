/** One webhook: its request with tokens, and the fields that its answer fills. */

import { Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { createWebhook, updateWebhook } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Field, TokenHint, Webhook, WebhookDefinition } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { TokenText } from '../forms/TokenControl';
import { useFields } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { PairRows } from './PairRows';

const BLANK: WebhookDefinition = {
  method: 'POST',
  url: '',
  headers: [],
  body: '',
  encoding: 'json',
  mappings: [],
};
const METHODS: WebhookDefinition['method'][] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const ENCODINGS = [
  { value: 'json', label: 'JSON' },
  { value: 'form', label: 'Form' },
  { value: 'none', label: 'As they are' },
];

const hintsOf = (fields: readonly Field[]): TokenHint[] =>
  fields.map(({ label }) => ({
    token: `{{lead.${label}}}`,
    value: '',
    origin: 'Person',
    type: 'text',
    missing_in: [],
  }));

export function WebhookDialog({ webhook, onClose }: { webhook: Webhook | null; onClose: () => void }) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const fields = useFields();
  const hints = useMemo(() => hintsOf(fields), [fields]);
  const [name, setName] = useState(webhook?.name ?? '');
  const [draft, setDraft] = useState<WebhookDefinition>(webhook?.definition ?? BLANK);
  const set = (part: Partial<WebhookDefinition>) => setDraft((old) => ({ ...old, ...part }));
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), definition: withoutBlankRows(draft) };
      return webhook ? updateWebhook(ws, webhook.id, body) : createWebhook(ws, body);
    },
    onSuccess: () => {
      client.invalidateQueries({ queryKey: keys.webhooks(ws) });
      said(`Webhook “${name.trim()}” saved.`);
      onClose();
    },
  });
  const writable = fields.filter((field) => !field.read_only);
  return (
    <FormDialog
      title={webhook ? `Webhook “${webhook.name}”` : 'New Webhook'}
      submit={webhook ? 'Save' : 'Create'}
      size="xl"
      onClose={onClose}
      onSubmit={() => save.mutate()}
      error={save.error}
      busy={save.isPending}
      disabled={!name.trim() || !draft.url.trim()}
    >
      <TextInput
        label="Name"
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Group align="flex-start" wrap="nowrap">
        <Select
          label="Method"
          w={110}
          data={METHODS}
          value={draft.method}
          allowDeselect={false}
          onChange={(method) => set({ method: method as WebhookDefinition['method'] })}
        />
        <Stack flex={1} gap={0}>
          <TokenText label="Address" value={draft.url} hints={hints} onChange={(url) => set({ url })} />
        </Stack>
      </Group>
      <PairRows
        title="Headers"
        labels={['Header', 'Value']}
        rows={draft.headers.map((each) => [each.name, each.value])}
        onChange={(rows) => set({ headers: rows.map(([header, value]) => ({ name: header, value })) })}
      />
      {draft.method !== 'GET' && (
        <>
          <Select
            label="Tokens in the body"
            description="How their values are quoted. In JSON a token outside of quotes gets its own."
            w={260}
            data={ENCODINGS}
            value={draft.encoding}
            allowDeselect={false}
            onChange={(encoding) => set({ encoding: encoding as WebhookDefinition['encoding'] })}
          />
          <TokenText label="Body" value={draft.body} hints={hints} code onChange={(body) => set({ body })} />
        </>
      )}
      <PairRows
        title="Answer into fields"
        labels={['Path in the JSON', 'Field']}
        rows={draft.mappings.map((each) => [each.path, each.field])}
        options={writable.map(({ name: value, label }) => ({ value, label }))}
        onChange={(rows) => set({ mappings: rows.map(([path, field]) => ({ path, field })) })}
      />
      <Text size="xs" c="dimmed">
        A path is written like person.scores[0].value. Fields are filled only when the service answers 2xx;
        otherwise the person goes on, and the log says why.
      </Text>
    </FormDialog>
  );
}

function withoutBlankRows(draft: WebhookDefinition): WebhookDefinition {
  return {
    ...draft,
    headers: draft.headers.filter(({ name }) => name.trim()),
    mappings: draft.mappings.filter(({ path, field }) => path.trim() && field),
  };
}
