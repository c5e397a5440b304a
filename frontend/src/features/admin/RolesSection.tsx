/** Who may do what in this workspace. */

import { ActionIcon, Button, Group, Select, Table, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeRole, grantRole, readRoles, revokeRole } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Role, RoleGrant } from '@/shared/api/types';
import { Refusal } from '@/shared/ui/FormDialog';
import { failed, said } from '@/shared/ui/notices';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { ROLES } from './roles';

export function RolesSection() {
  const { id: ws } = useWorkspace();
  const roles = useQuery({ queryKey: keys.roles(ws), queryFn: () => readRoles(ws) });
  return (
    <Section title="People and roles">
      <Text size="xs" c="dimmed" mb="xs">
        Admins manage the workspace, marketers build and run campaigns, viewers see everything and change
        nothing.
      </Text>
      <Loaded query={roles} rows={3}>
        {(grants) => (
          <Table verticalSpacing={5} aria-label="People and roles">
            <Table.Tbody>
              {grants.map((grant) => (
                <GrantRow key={grant.id} grant={grant} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Loaded>
      <NewGrant />
    </Section>
  );
}

function useChanged(): () => void {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  return () => {
    client.invalidateQueries({ queryKey: keys.roles(ws) });
    client.invalidateQueries({ queryKey: keys.me });
  };
}

function GrantRow({ grant }: { grant: RoleGrant }) {
  const { id: ws } = useWorkspace();
  const changed = useChanged();
  const change = useMutation({
    mutationFn: (role: Role) => changeRole(ws, grant.id, role),
    onSuccess: changed,
    onError: (error) => failed(error, 'The role was not changed'),
  });
  const revoke = useMutation({
    mutationFn: () => revokeRole(ws, grant.id),
    onSuccess: () => {
      changed();
      said(`${grant.user.name} has no role here any more.`);
    },
    onError: (error) => failed(error, 'The role was not taken away'),
  });
  return (
    <Table.Tr>
      <Table.Td>
        {grant.user.name}
        <Text size="xs" c="dimmed">
          {grant.user.email}
        </Text>
      </Table.Td>
      <Table.Td w={140}>
        <Select
          size="xs"
          aria-label={`Role of ${grant.user.name}`}
          data={ROLES}
          value={grant.role}
          allowDeselect={false}
          disabled={change.isPending}
          onChange={(role) => role && change.mutate(role as Role)}
        />
      </Table.Td>
      <Table.Td w={40}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Take the role of ${grant.user.name} away`}
          loading={revoke.isPending}
          onClick={() => revoke.mutate()}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}

function NewGrant() {
  const { id: ws } = useWorkspace();
  const changed = useChanged();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('marketer');
  const grant = useMutation({
    mutationFn: () => grantRole(ws, { email: email.trim(), role }),
    onSuccess: () => {
      said(`${email.trim()} is ${role} here now.`);
      setEmail('');
      changed();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        grant.mutate();
      }}
    >
      <Group gap="xs" align="flex-end" mt="xs">
        <TextInput
          label="E-mail of a user"
          type="email"
          flex={1}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Select
          label="Role"
          w={130}
          data={ROLES}
          value={role}
          allowDeselect={false}
          onChange={(next) => setRole((next ?? 'marketer') as Role)}
        />
        <Button type="submit" size="sm" loading={grant.isPending} disabled={!email.trim()}>
          Add
        </Button>
      </Group>
      {grant.error && (
        <div style={{ marginTop: 8 }}>
          <Refusal error={grant.error} />
        </div>
      )}
    </form>
  );
}
