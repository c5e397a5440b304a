/** Channels: which statuses the members of a program can have. */

import { ActionIcon, Badge, Button, Checkbox, Group, Stack, Table, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { shortId } from '@/domain/shortId';
import { createChannel } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import { FormDialog } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useChannels } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';

export function ChannelsSection() {
  const channels = useChannels();
  const [making, setMaking] = useState(false);
  return (
    <Section
      title="Channels"
      actions={
        <Button variant="light" leftSection={<IconPlus size={15} />} onClick={() => setMaking(true)}>
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
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Loaded>
      {making && <ChannelDialog onClose={() => setMaking(false)} />}
    </Section>
  );
}

type Row = { key: string; name: string; success: boolean };
const row = (name: string, success = false): Row => ({ key: shortId(), name, success });

/** Statuses stand in their order: nobody goes back to an earlier one. */
function ChannelDialog({ onClose }: { onClose: () => void }) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [rows, setRows] = useState<Row[]>(() => [row('Not in Program'), row('Member'), row('Success', true)]);
  const change = (key: string, part: Partial<Row>) =>
    setRows((old) => old.map((each) => (each.key === key ? { ...each, ...part } : each)));
  const create = useMutation({
    mutationFn: () =>
      createChannel(ws, {
        name: name.trim(),
        statuses: rows
          .filter((each) => each.name.trim())
          .map((each, step) => ({ name: each.name.trim(), step: step * 10, success: each.success })),
      }),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: keys.channels(ws) });
      said(`Channel “${name.trim()}” created.`);
      onClose();
    },
  });
  return (
    <FormDialog
      title="New Channel"
      submit="Create"
      onClose={onClose}
      onSubmit={() => create.mutate()}
      error={create.error}
      busy={create.isPending}
      disabled={!name.trim()}
    >
      <TextInput
        label="Name"
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Stack gap={6}>
        {rows.map((each, at) => (
          <Group key={each.key} gap="xs" wrap="nowrap">
            <TextInput
              flex={1}
              aria-label={`Status ${at + 1}`}
              value={each.name}
              onChange={(event) => change(each.key, { name: event.currentTarget.value })}
            />
            <Checkbox
              label="Success"
              checked={each.success}
              onChange={(event) => change(each.key, { success: event.currentTarget.checked })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Delete status ${at + 1}`}
              onClick={() => setRows((old) => old.filter(({ key }) => key !== each.key))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="subtle"
          leftSection={<IconPlus size={15} />}
          onClick={() => setRows((old) => [...old, row('')])}
        >
          Status
        </Button>
      </Stack>
    </FormDialog>
  );
}
