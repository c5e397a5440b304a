/** API users: programs that work in this workspace through the Marketo-compatible API. */

import { Badge, Button, Group, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createApiUser, readApiUsers, revokeApiUser, rotateApiUserSecret } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { ApiUser, ApiUserWithSecret, Role } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { failed, said } from '@/shared/ui/notices';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { ApiSecretDialog } from './ApiSecretDialog';
import { ROLES } from './roles';

export function ApiUsersSection() {
  const { id: ws } = useWorkspace();
  const users = useQuery({ queryKey: keys.apiUsers(ws), queryFn: () => readApiUsers(ws) });
  const [making, setMaking] = useState(false);
  const [shown, setShown] = useState<ApiUserWithSecret | null>(null);
  return (
    <Section
      title="API users"
      actions={
        <Button variant="light" leftSection={<IconPlus size={15} />} onClick={() => setMaking(true)}>
          New API User
        </Button>
      }
    >
      <Text size="xs" c="dimmed" mb="xs">
        Scripts and integrations that speak Marketo’s REST API. Give each its own, so that it can be revoked
        alone.
      </Text>
      <Loaded query={users} rows={2}>
        {(list) =>
          list.length ? (
            <Table verticalSpacing={5} aria-label="API users">
              <Table.Tbody>
                {list.map((user) => (
                  <UserRow key={user.id} user={user} onSecret={setShown} />
                ))}
              </Table.Tbody>
            </Table>
          ) : (
            <Text size="sm">No API users yet.</Text>
          )
        }
      </Loaded>
      {making && <NewApiUserDialog onClose={() => setMaking(false)} onMade={setShown} />}
      {shown && <ApiSecretDialog user={shown} onClose={() => setShown(null)} />}
    </Section>
  );
}

function useChanged(): () => void {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.apiUsers(ws) });
}

function UserRow({ user, onSecret }: { user: ApiUser; onSecret: (made: ApiUserWithSecret) => void }) {
  const { id: ws } = useWorkspace();
  const changed = useChanged();
  const rotate = useMutation({
    mutationFn: () => rotateApiUserSecret(ws, user.id),
    onSuccess: (made) => {
      changed();
      onSecret(made);
    },
    onError: (error) => failed(error, 'No new secret was made'),
  });
  const revoke = useMutation({
    mutationFn: () => revokeApiUser(ws, user.id),
    onSuccess: () => {
      changed();
      said(`${user.name} can’t call the API any more.`);
    },
    onError: (error) => failed(error, 'The API user was not revoked'),
  });
  const ask = (title: string, confirm: string, run: () => void) =>
    modals.openConfirmModal({
      title,
      children: 'Its secret and its access token stop working at once.',
      labels: { confirm, cancel: 'Cancel' },
      confirmProps: { color: 'red' },
      onConfirm: run,
    });
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={6}>
          {user.name}
          <Badge color="gray">{user.role}</Badge>
          {user.revoked_at && <Badge color="red">revoked</Badge>}
        </Group>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          Client id {user.client_id}
        </Text>
      </Table.Td>
      <Table.Td>
        <Group gap={4} justify="flex-end">
          <Button
            size="compact-xs"
            variant="default"
            loading={rotate.isPending}
            aria-label={`New secret for ${user.name}`}
            onClick={() => ask(`Give ${user.name} a new secret?`, 'New Secret', rotate.mutate)}
          >
            New secret
          </Button>
          {!user.revoked_at && (
            <Button
              size="compact-xs"
              variant="default"
              loading={revoke.isPending}
              aria-label={`Revoke ${user.name}`}
              onClick={() => ask(`Revoke ${user.name}?`, 'Revoke', revoke.mutate)}
            >
              Revoke
            </Button>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

type DialogProps = { onClose: () => void; onMade: (made: ApiUserWithSecret) => void };

function NewApiUserDialog({ onClose, onMade }: DialogProps) {
  const { id: ws } = useWorkspace();
  const changed = useChanged();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('marketer');
  const create = useMutation({
    mutationFn: () => createApiUser(ws, { name: name.trim(), role }),
    onSuccess: (made) => {
      changed();
      onClose();
      onMade(made);
    },
  });
  return (
    <FormDialog
      title="New API User"
      submit="Create"
      onClose={onClose}
      onSubmit={() => create.mutate()}
      error={create.error}
      busy={create.isPending}
      disabled={!name.trim()}
    >
      <Stack gap="sm">
        <TextInput
          label="Name"
          description="What it is for, such as CRM sync. Histories show it."
          required
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="Role in this workspace"
          data={ROLES}
          value={role}
          allowDeselect={false}
          onChange={(next) => setRole((next ?? 'marketer') as Role)}
        />
      </Stack>
    </FormDialog>
  );
}
