/** The users of this installation; roles are given per workspace. */

import { Button, PasswordInput, Table, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createUser, readUsers } from '@/shared/api/endpoints';
import { ApiError } from '@/shared/api/errors';
import { keys } from '@/shared/api/keys';
import { FormDialog } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';

export function UsersSection() {
  const users = useQuery({ queryKey: keys.users, queryFn: readUsers });
  const [making, setMaking] = useState(false);
  return (
    <Section
      title="Users"
      actions={
        <Button variant="light" leftSection={<IconPlus size={15} />} onClick={() => setMaking(true)}>
          New User
        </Button>
      }
    >
      <Loaded query={users} rows={3}>
        {(answer) => (
          <Table verticalSpacing={5} aria-label="Users">
            <Table.Tbody>
              {answer.map((user) => (
                <Table.Tr key={user.id}>
                  <Table.Td>{user.name}</Table.Td>
                  <Table.Td>{user.email}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Loaded>
      {making && <UserDialog onClose={() => setMaking(false)} />}
    </Section>
  );
}

function UserDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [user, setUser] = useState({ name: '', email: '', password: '' });
  const change = (part: Partial<typeof user>) => setUser((old) => ({ ...old, ...part }));
  const create = useMutation({
    mutationFn: () => createUser(user),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: keys.users });
      said(`${user.name} can sign in now. Give a role in a workspace next.`);
      onClose();
    },
  });
  const fields = create.error instanceof ApiError ? create.error.fields : {};
  return (
    <FormDialog
      title="New User"
      submit="Create"
      onClose={onClose}
      onSubmit={() => create.mutate()}
      error={create.error}
      busy={create.isPending}
      disabled={!user.name.trim() || !user.email.trim() || !user.password}
    >
      <TextInput
        label="Name"
        required
        data-autofocus
        value={user.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        label="E-mail"
        type="email"
        required
        value={user.email}
        error={fields.email?.join(' ')}
        onChange={(event) => change({ email: event.currentTarget.value })}
      />
      <PasswordInput
        label="Password"
        description="At least ten characters."
        required
        autoComplete="new-password"
        value={user.password}
        error={fields.password?.join(' ')}
        onChange={(event) => change({ password: event.currentTarget.value })}
      />
    </FormDialog>
  );
}
