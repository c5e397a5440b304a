/** Channels: which statuses the members of a program can have. */

import { ActionIcon, Badge, Button, Group, Table } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Channel } from '@/shared/api/types';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useChannels } from '../workspace/queries';
import { ChannelDialog } from './ChannelDialog';

export function ChannelsSection() {
  const channels = useChannels();
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
                  <Table.Td w={40}>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={`Edit ${channel.name}`}
                      onClick={() => setEditing(channel)}
                    >
                      <IconPencil size={16} />
                    </ActionIcon>
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
