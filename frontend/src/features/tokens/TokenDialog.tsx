import { Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createToken, updateToken } from '@/shared/api/endpoints';
import { ApiError } from '@/shared/api/errors';
import type { MyToken, NodeId, TokenType } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { useWorkspace } from '../workspace/WorkspaceContext';

export const TOKEN_TYPES: { value: TokenType; label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'rich_text', label: 'Rich Text' },
  { value: 'number', label: 'Number' },
  { value: 'score', label: 'Score' },
  { value: 'date', label: 'Date' },
];

const VALUE_HELP: Record<TokenType, string> = {
  text: 'Any text; other tokens may stand in it.',
  rich_text: 'HTML for mail.',
  number: 'A number, such as 12.5',
  score: 'A change of a score: +5 adds, -5 takes off, =5 sets.',
  date: 'A day, such as 2026-11-22',
};

type Props = { owner: NodeId; token: MyToken | null; onClose: () => void };

/** New, edited, or an inherited one overridden here. */
export function TokenDialog({ owner, token, onClose }: Props) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const overrides = token?.state === 'inherited';
  const [name, setName] = useState(token?.name ?? '');
  const [type, setType] = useState<TokenType>(token?.type ?? 'text');
  const [value, setValue] = useState(token?.value ?? '');
  const save = useMutation({
    mutationFn: () =>
      token && !overrides
        ? updateToken(ws, token.id, { name: bareName(name), type, value })
        : createToken(ws, { owner, name: bareName(name), type, value }),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ['ws', ws, 'tokens'] });
      client.invalidateQueries({ queryKey: ['ws', ws, 'campaign'] });
      said(`Token {{my.${bareName(name)}}} saved.`);
      onClose();
    },
  });
  const fields = save.error instanceof ApiError ? save.error.fields : {};
  return (
    <FormDialog
      title={overrides ? `Override ${token.token} here` : token ? `Edit ${token.token}` : 'New Token'}
      submit={token && !overrides ? 'Save' : 'Create'}
      onClose={onClose}
      onSubmit={() => save.mutate()}
      error={save.error}
      busy={save.isPending}
      disabled={!bareName(name)}
    >
      <TextInput
        label="Name"
        description={`It is written {{my.${bareName(name) || 'name'}}}`}
        required
        data-autofocus={token ? undefined : true}
        readOnly={overrides}
        value={name}
        error={fields.name?.join(' ')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label="Type"
        data={TOKEN_TYPES}
        value={type}
        allowDeselect={false}
        onChange={(next) => setType((next ?? 'text') as TokenType)}
      />
      {type === 'rich_text' ? (
        <Textarea
          label="Value"
          description={VALUE_HELP[type]}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          label="Value"
          description={VALUE_HELP[type]}
          type={type === 'date' ? 'date' : 'text'}
          data-autofocus={token ? true : undefined}
          value={value}
          error={fields.value?.join(' ')}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      )}
    </FormDialog>
  );
}

/** Whoever types or pastes the whole token means its name. */
export function bareName(text: string): string {
  return text.replace(/[{}]/g, '').trim().replace(/^my\./i, '');
}
