/** Deletes the person for good, once their name is typed. */

import { Button, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { deletePerson } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Person } from '@/shared/api/types';
import { routes } from '@/shared/routes';
import { FormDialog } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { useWorkspace } from '../workspace/WorkspaceContext';

export function DeletePerson({ person }: { person: Person }) {
  const { canEdit, whyNot } = useWorkspace();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        size="compact-sm"
        leftSection={<IconTrash size={15} />}
        disabled={!canEdit}
        title={whyNot ?? undefined}
        onClick={() => setAsking(true)}
      >
        Delete
      </Button>
      {asking && <DeleteDialog person={person} onClose={() => setAsking(false)} />}
    </>
  );
}

function DeleteDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: () => deletePerson(ws, person.id),
    onSuccess: () => {
      go(routes.people(ws));
      client.removeQueries({ queryKey: keys.person(ws, person.id) });
      client.invalidateQueries({ queryKey: keys.people(ws) });
      said(`${person.name} is deleted.`);
    },
  });
  return (
    <FormDialog
      title={`Delete ${person.name}?`}
      submit="Delete for good"
      danger
      onClose={onClose}
      onSubmit={() => remove.mutate()}
      error={remove.error}
      busy={remove.isPending}
      disabled={typed.trim() !== person.name}
    >
      <Text size="sm">
        All fields are erased, in every workspace that sees this person. Every campaign, list and program is
        left; e-mails and webhook calls that wait are cancelled. This can’t be undone.
      </Text>
      <TextInput
        label={`Type ${person.name} to confirm`}
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
