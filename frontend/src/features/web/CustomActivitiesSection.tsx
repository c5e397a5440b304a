/** Custom activities: what other systems of the house may add to people's logs. */

import { ActionIcon, Badge, Button, Group, Table, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteCustomActivity } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { CustomActivity } from '@/shared/api/types';
import { failed, said } from '@/shared/ui/notices';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useCustomActivities } from '../workspace/queries';
import { UsedByButton } from '../workspace/UsedByButton';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { CustomActivityDialog } from './CustomActivityDialog';

export function CustomActivitiesSection() {
  const { isAdmin } = useWorkspace();
  const types = useCustomActivities();
  const [editing, setEditing] = useState<CustomActivity | 'new' | null>(null);
  return (
    <Section
      title="Custom activities"
      actions={
        isAdmin && (
          <Button variant="light" leftSection={<IconPlus size={15} />} onClick={() => setEditing('new')}>
            New Activity
          </Button>
        )
      }
    >
      <Loaded query={types} rows={3}>
        {(list) =>
          list.length === 0 ? (
            <Text size="sm" c="dimmed">
              None yet. An admin names an activity of yours, such as “Placed Order”, and its attributes; other
              systems then add it to people by API, and campaigns start on it.
            </Text>
          ) : (
            <Types types={list} onEdit={setEditing} />
          )
        }
      </Loaded>
      {editing && (
        <CustomActivityDialog
          activity={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}

function Types({ types, onEdit }: { types: CustomActivity[]; onEdit: (type: CustomActivity) => void }) {
  const { id: ws, isAdmin } = useWorkspace();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (type: CustomActivity) => deleteCustomActivity(ws, type.id),
    onSuccess: (_, type) => {
      client.invalidateQueries({ queryKey: keys.customActivities(ws) });
      said(`Custom activity ${type.name} deleted.`);
    },
    onError: (error) => failed(error, 'The custom activity was not deleted'),
  });
  const ask = (type: CustomActivity) =>
    modals.openConfirmModal({
      title: `Delete the custom activity ${type.name}?`,
      children: 'This is refused while a campaign names it or somebody has it in the activity log.',
      labels: { confirm: 'Delete', cancel: 'Cancel' },
      confirmProps: { color: 'red' },
      onConfirm: () => remove.mutate(type),
    });
  return (
    <Table verticalSpacing={5} aria-label="Custom activities">
      <Table.Tbody>
        {types.map((type) => (
          <Table.Tr key={type.id}>
            <Table.Td>
              {type.name}
              <Text size="xs" c="dimmed">
                Number {type.id} in the API
              </Text>
            </Table.Td>
            <Table.Td>
              <Group gap={4}>
                {type.attributes.map((attribute, at) => (
                  <Badge key={attribute.name} color={at === 0 ? 'blue' : 'gray'}>
                    {attribute.name}: {attribute.type}
                  </Badge>
                ))}
              </Group>
            </Table.Td>
            <Table.Td>
              <UsedByButton part={{ type: 'custom_activity', id: type.id }} of={type.name} />
            </Table.Td>
            <Table.Td w={80}>
              {isAdmin && (
                <Group gap={2} wrap="nowrap">
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Change ${type.name}`}
                    onClick={() => onEdit(type)}
                  >
                    <IconPencil size={16} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Delete ${type.name}`}
                    onClick={() => ask(type)}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </Group>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
