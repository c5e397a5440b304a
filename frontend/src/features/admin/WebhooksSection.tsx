/** Webhooks: the services that flows of this workspace call. */

import { ActionIcon, Badge, Button, Group, List, Table, Text, UnstyledButton } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteWebhook, readWebhookUses } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Webhook } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useWebhooks } from '../workspace/outside';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { WebhookDialog } from './WebhookDialog';

export function WebhooksSection() {
  const webhooks = useWebhooks();
  const [opened, setOpened] = useState<Webhook | 'new' | null>(null);
  const [leaving, setLeaving] = useState<Webhook | null>(null);
  return (
    <Section
      title="Webhooks"
      actions={
        <Button variant="light" leftSection={<IconPlus size={15} />} onClick={() => setOpened('new')}>
          New Webhook
        </Button>
      }
    >
      <Text size="xs" c="dimmed" mb="xs">
        The flow step Call Webhook asks one of these services for each person, who waits for its answer.
      </Text>
      <Loaded query={webhooks} rows={2}>
        {(list) =>
          list.length === 0 ? (
            <Text size="sm" c="dimmed">
              No webhook yet.
            </Text>
          ) : (
            <Table verticalSpacing={5} aria-label="Webhooks">
              <Table.Tbody>
                {list.map((webhook) => (
                  <WebhookLine
                    key={webhook.id}
                    webhook={webhook}
                    onOpen={() => setOpened(webhook)}
                    onDelete={() => setLeaving(webhook)}
                  />
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </Loaded>
      {opened && <WebhookDialog webhook={opened === 'new' ? null : opened} onClose={() => setOpened(null)} />}
      {leaving && <DeleteWebhookDialog webhook={leaving} onClose={() => setLeaving(null)} />}
    </Section>
  );
}

type LineProps = { webhook: Webhook; onOpen: () => void; onDelete: () => void };

function WebhookLine({ webhook, onOpen, onDelete }: LineProps) {
  return (
    <Table.Tr>
      <Table.Td>
        <UnstyledButton className="link" fz="sm" aria-label={`Edit ${webhook.name}`} onClick={onOpen}>
          {webhook.name}
        </UnstyledButton>
      </Table.Td>
      <Table.Td maw={320}>
        <Group gap={6} wrap="nowrap">
          <Badge color="gray" style={{ flexShrink: 0 }}>
            {webhook.definition.method}
          </Badge>
          <Text size="xs" c="dimmed" truncate title={webhook.definition.url}>
            {webhook.definition.url}
          </Text>
        </Group>
      </Table.Td>
      <Table.Td w={40}>
        <ActionIcon variant="subtle" color="gray" aria-label={`Delete ${webhook.name}`} onClick={onDelete}>
          <IconTrash size={16} />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}

/** Refused while a flow names it, and says which. */
function DeleteWebhookDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const uses = useQuery({
    queryKey: keys.usedBy(ws, `webhook:${webhook.id}`),
    queryFn: () => readWebhookUses(ws, webhook.id),
    staleTime: 0,
  });
  const remove = useMutation({
    mutationFn: () => deleteWebhook(ws, webhook.id),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: keys.webhooks(ws) });
      said(`Webhook “${webhook.name}” deleted.`);
      onClose();
    },
  });
  const used = uses.data ?? [];
  return (
    <FormDialog
      title={`Delete “${webhook.name}”?`}
      submit="Delete"
      danger
      onClose={onClose}
      onSubmit={() => remove.mutate()}
      error={remove.error}
      busy={remove.isPending}
      disabled={uses.isPending || used.length > 0}
    >
      {used.length > 0 ? (
        <>
          <Text size="sm">It is used here, so it can’t be deleted. Take it out there first:</Text>
          <List size="sm">
            {used.map((use) => (
              <List.Item key={`${use.node}${use.relation}`}>{use.name}</List.Item>
            ))}
          </List>
        </>
      ) : (
        <Text size="sm">
          No flow or smart list uses it. Calls that wait for another attempt will be logged as failed.
        </Text>
      )}
    </FormDialog>
  );
}
