import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { createPerson } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import { routes } from '@/shared/routes';
import { FormDialog } from '@/shared/ui/FormDialog';
import { useWorkspace } from '../workspace/WorkspaceContext';

const ASKED = [
  ['email', 'Email Address'],
  ['first_name', 'First Name'],
  ['last_name', 'Last Name'],
  ['company', 'Company Name'],
] as const;

export function NewPersonDialog({ onClose }: { onClose: () => void }) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [values, setValues] = useState<{ [field: string]: string }>({});
  const filled = Object.fromEntries(Object.entries(values).filter(([, text]) => text.trim()));
  const create = useMutation({
    mutationFn: () => createPerson(ws, filled),
    onSuccess: ({ id }) => {
      client.invalidateQueries({ queryKey: keys.people(ws) });
      navigate(routes.person(ws, id));
    },
  });
  return (
    <FormDialog
      title="New Person"
      submit="Create"
      onClose={onClose}
      onSubmit={() => create.mutate()}
      error={create.error}
      busy={create.isPending}
      disabled={Object.keys(filled).length === 0}
    >
      {ASKED.map(([name, label], index) => (
        <TextInput
          key={name}
          label={label}
          data-autofocus={index === 0 || undefined}
          value={values[name] ?? ''}
          onChange={(event) => {
            const text = event.currentTarget.value;
            setValues((old) => ({ ...old, [name]: text }));
          }}
        />
      ))}
    </FormDialog>
  );
}
