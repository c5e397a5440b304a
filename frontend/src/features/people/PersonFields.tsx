/** The person's fields: click one, change it, Enter saves. */

import { Button, Group, Select, TextInput, UnstyledButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { updatePerson } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Field, Person } from '@/shared/api/types';
import { moment, value as shown } from '@/shared/format';
import { failed, said } from '@/shared/ui/notices';
import { Section } from '@/shared/ui/Page';
import { useFields } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import classes from './Person.module.css';

export function PersonFields({ person }: { person: Person }) {
  const fields = useFields().filter((field) => !['created_at', 'updated_at', 'owner'].includes(field.name));
  const [all, setAll] = useState(false);
  const filled = fields.filter(({ name }) => isFilled(person.values[name]));
  const list = all || filled.length === 0 ? fields : filled;
  return (
    <Section
      title="Fields"
      actions={
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(!all)}>
          {all ? 'Only filled' : `All ${fields.length}`}
        </Button>
      }
    >
      {list.map((field) => (
        <FieldRow key={field.name} field={field} person={person} />
      ))}
    </Section>
  );
}

const isFilled = (content: unknown): boolean => content !== null && content !== undefined && content !== '';

function FieldRow({ field, person }: { field: Field; person: Person }) {
  const { canEdit, whyNot } = useWorkspace();
  const [editing, setEditing] = useState(false);
  const content = person.values[field.name];
  const locked = !canEdit || field.read_only;
  return (
    <div className={classes.field}>
      <span className={classes.label} title={field.name}>
        {field.label}
      </span>
      {editing ? (
        <FieldInput field={field} person={person} onDone={() => setEditing(false)} />
      ) : (
        <UnstyledButton
          className={classes.value}
          disabled={locked}
          title={whyNot ?? undefined}
          aria-label={`Edit ${field.label}: ${shown(content)}`}
          onClick={() => setEditing(true)}
        >
          {field.family === 'datetime' ? moment(content as string) : shown(content)}
        </UnstyledButton>
      )}
    </div>
  );
}

function FieldInput({ field, person, onDone }: { field: Field; person: Person; onDone: () => void }) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const before = person.values[field.name];
  const [text, setText] = useState(isFilled(before) ? String(before) : '');
  const save = useMutation({
    mutationFn: (content: unknown) => updatePerson(ws, person.id, { [field.name]: content }),
    onSuccess: (next) => {
      client.setQueryData(keys.person(ws, person.id), next);
      client.invalidateQueries({ queryKey: [...keys.person(ws, person.id), 'log'] });
      said(`${field.label} of ${person.name} saved.`);
      onDone();
    },
    onError: (error) => failed(error, `${field.label} was not changed`),
  });
  const send = () => save.mutate(typed(field, text));

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') onDone();
    if (event.key === 'Enter') send();
  }

  if (field.family === 'boolean')
    return (
      <Select
        size="xs"
        aria-label={field.label}
        autoFocus
        defaultDropdownOpened
        allowDeselect={false}
        data={['true', 'false']}
        value={text === 'true' ? 'true' : 'false'}
        onChange={(next) => save.mutate(next === 'true')}
        onBlur={onDone}
      />
    );
  return (
    <Group gap={4} wrap="nowrap">
      <TextInput
        size="xs"
        flex={1}
        autoFocus
        aria-label={field.label}
        type={field.family === 'date' ? 'date' : 'text'}
        inputMode={field.family === 'number' ? 'decimal' : undefined}
        value={text}
        disabled={save.isPending}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Button size="compact-xs" loading={save.isPending} onClick={send}>
        Save
      </Button>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={onDone}>
        Cancel
      </Button>
    </Group>
  );
}

/** Empty clears the field; a number goes as a number, unless it is none and the server shall say so. */
function typed(field: Field, text: string): unknown {
  const trimmed = text.trim();
  if (!trimmed) return null;
  if (field.family === 'number' && Number.isFinite(Number(trimmed))) return Number(trimmed);
  return text;
}
