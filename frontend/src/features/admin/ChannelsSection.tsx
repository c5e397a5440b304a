/** Channels: which statuses the members of a program can have. */

import { ActionIcon, Badge, Button, Group, Table } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteChannel } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Channel } from '@/shared/api/types';
import { failed, said } from '@/shared/ui/notices';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useChannels } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { ChannelDialog } from './ChannelDialog';

export function ChannelsSection() {
  const channels = useChannels();
  const ask = useDeleting();
  const [editing, setEditing] = useState<Channel | 'new' | null>(null);
  return (
    <Section
      title="Channels"
      actions={
        <Button variant="light" leftSection={<IconPlus size={15} />} onClick={() => setEditing('new')}>
          New Channel
        </Button>
      }
    >
      <Loaded query={channels} rows={3}>
        {(list) => (
          <Table verticalSpacing={5} aria-label="Channels">
            <Table.Tbody>
              {list.map((channel) => (
                <Table.Tr key={channel.id}>
                  <Table.Td>{channel.name}</Table.Td>
                  <Table.Td>
                    <Group gap={4}>
                      {channel.statuses.map((status) => (
                        <Badge key={status.id} color={status.success ? 'green' : 'gray'}>
                          {status.name}
                        </Badge>
                      ))}
                    </Group>
                  </Table.Td>
                  <Table.Td w={80}>
                    <Group gap={2} wrap="nowrap">
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={`Edit ${channel.name}`}
                        onClick={() => setEditing(channel)}
                      >
                        <IconPencil size={16} />
                      </ActionIcon>
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={`Delete ${channel.name}`}
                        onClick={() => ask(channel)}
                      >
                        <IconTrash size={16} />
                      </ActionIcon>
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Loaded>
      {editing && (
        <ChannelDialog channel={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Section>
  );
}

function useDeleting() {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (channel: Channel) => deleteChannel(ws, channel.id),
    onSuccess: (_, channel) => {
      client.invalidateQueries({ queryKey: keys.channels(ws) });
      said(`Channel “${channel.name}” deleted.`);
    },
    onError: (error) => failed(error, 'The channel was not deleted'),
  });
  return (channel: Channel) =>
    modals.openConfirmModal({
      title: `Delete the channel ${channel.name}?`,
      children: 'This is refused while a program lives by it.',
      labels: { confirm: 'Delete', cancel: 'Cancel' },
      confirmProps: { color: 'red' },
      onConfirm: () => remove.mutate(channel),
    });
}
