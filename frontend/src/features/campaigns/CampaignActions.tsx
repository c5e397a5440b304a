/** The header's buttons: Publish with its three states, and the next thing to do on the schedule. */

import { Button, List, Stack, Text, Tooltip } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconCheck, IconCloudUpload, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { blockedBecause } from '@/domain/problems';
import { type Publishing, publishCampaign, readInside } from '@/shared/api/endpoints';
import { ApiError, sentence } from '@/shared/api/errors';
import { keys } from '@/shared/api/keys';
import type { Campaign, Inside, UsedBy } from '@/shared/api/types';
import { routes } from '@/shared/routes';
import { failed, said } from '@/shared/ui/notices';
import { useDraft } from '../drafts/DraftContext';
import { PublishDialog } from '../history/PublishDialog';
import { useWorkspace } from '../workspace/WorkspaceContext';

export function CampaignActions({ campaign }: { campaign: Campaign }) {
  const { id: ws } = useWorkspace();
  const next = campaign.kind === 'trigger' ? (campaign.active ? 'Active' : 'Activate') : 'Run Once';
  return (
    <>
      <PublishButton campaign={campaign} />
      {!campaign.executable && (
        <Button
          component={Link}
          href={routes.campaign(ws, campaign.id, 'schedule')}
          variant="default"
          leftSection={<IconPlayerPlay size={15} />}
          aria-label={`Schedule: ${next}`}
        >
          Schedule
        </Button>
      )}
    </>
  );
}

/** Nothing to publish, ready, or held back by errors. */
function PublishButton({ campaign }: { campaign: Campaign }) {
  const { whyNot } = useWorkspace();
  const { problems } = useDraft();
  const { publish, asked, close } = usePublish(campaign);
  const blocked = blockedBecause(problems);
  if (!campaign.has_unpublished_changes)
    return (
      <Tooltip label={campaign.published ? 'What you see is what runs.' : 'Nothing is drawn yet.'}>
        <Button variant="default" disabled leftSection={<IconCheck size={15} />}>
          {campaign.published ? 'Published' : 'Nothing to publish'}
        </Button>
      </Tooltip>
    );
  const hint =
    whyNot ?? blocked ?? 'Runs and calls still use the published version. Publish makes this one count.';
  return (
    <>
      <Tooltip label={hint}>
        <Button
          color={blocked ? 'red' : undefined}
          variant={blocked ? 'light' : 'filled'}
          leftSection={<IconCloudUpload size={15} />}
          loading={publish.isPending}
          disabled={whyNot !== null}
          onClick={() => publish.mutate({})}
        >
          Publish
        </Button>
      </Tooltip>
      {asked && (
        <PublishDialog
          campaign={campaign}
          inside={asked}
          onClose={close}
          onChosen={(move_people) => publish.mutate({ move_people, decided: true })}
        />
      )}
    </>
  );
}

type Publish = Publishing & { decided?: boolean };

/** Publishes, unless people wait inside: then it is asked first what becomes of them (F06). */
function usePublish(campaign: Campaign) {
  const { id: ws } = useWorkspace();
  const { session } = useDraft();
  const client = useQueryClient();
  const [asked, setAsked] = useState<Inside | null>(null);
  const publish = useMutation({
    mutationFn: async ({ decided, ...body }: Publish) => {
      session.begun.reveal();
      if (!(await session.flush()))
        throw new Error('The last edits are not saved yet. Publish when they are.');
      const inside = decided || campaign.executable ? null : await readInside(ws, campaign.id);
      if (inside && inside.outdated > 0) {
        setAsked(inside);
        return false;
      }
      await publishCampaign(ws, campaign.id, body);
      return true;
    },
    onSuccess: (published) => {
      if (!published) return;
      setAsked(null);
      client.invalidateQueries({ queryKey: keys.campaign(ws, campaign.id) });
      client.invalidateQueries({ queryKey: keys.tree(ws) });
      said(`“${campaign.name}” is published: new entries and calls use this version.`);
    },
    onError: (error, sent) => {
      setAsked(null);
      const needsConfirm = error instanceof ApiError && error.code === 'warnings_not_confirmed';
      if (needsConfirm && !sent.confirm) confirmErrors(error, sent);
      else failed(error, 'Not published');
    },
  });
  function confirmErrors(error: ApiError, sent: Publish) {
    modals.openConfirmModal({
      title: 'Publish with errors?',
      children: <Callers error={error} />,
      labels: { confirm: 'Publish', cancel: 'Cancel' },
      onConfirm: () => publish.mutate({ ...sent, confirm: true }),
    });
  }
  return { publish, asked, close: () => setAsked(null) };
}

/** What is wrong, and who calls it and will get nobody through (C10, C17). */
function Callers({ error }: { error: ApiError }) {
  const callers = (error.details.callers ?? []) as UsedBy[];
  return (
    <Stack gap="xs">
      <Text size="sm">{sentence(error)}</Text>
      {callers.length > 0 && (
        <>
          <Text size="sm">These call it, and will log Qualified FALSE for everybody:</Text>
          <List size="sm" aria-label="Callers">
            {callers.map(({ node, name, relation }) => (
              <List.Item key={`${node}${relation}`}>{name}</List.Item>
            ))}
          </List>
        </>
      )}
    </Stack>
  );
}
