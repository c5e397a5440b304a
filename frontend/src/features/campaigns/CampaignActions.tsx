/** The header's buttons: Publish with its three states, and the next thing to do on the schedule. */

import { Button, Tooltip } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconCheck, IconCloudUpload, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { blockedBecause } from '@/domain/problems';
import { publishCampaign } from '@/shared/api/endpoints';
import { ApiError, sentence } from '@/shared/api/errors';
import { keys } from '@/shared/api/keys';
import type { Campaign } from '@/shared/api/types';
import { routes } from '@/shared/routes';
import { failed, said } from '@/shared/ui/notices';
import { useDraft } from '../drafts/DraftContext';
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
  const publish = usePublish(campaign);
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
    <Tooltip label={hint}>
      <Button
        color={blocked ? 'red' : undefined}
        variant={blocked ? 'light' : 'filled'}
        leftSection={<IconCloudUpload size={15} />}
        loading={publish.isPending}
        disabled={whyNot !== null}
        onClick={() => publish.mutate(false)}
      >
        Publish
      </Button>
    </Tooltip>
  );
}

function usePublish(campaign: Campaign) {
  const { id: ws } = useWorkspace();
  const { session } = useDraft();
  const client = useQueryClient();
  const publish = useMutation({
    mutationFn: async (confirm: boolean) => {
      if (!(await session.flush()))
        throw new Error('The last edits are not saved yet. Publish when they are.');
      return publishCampaign(ws, campaign.id, confirm);
    },
    onSuccess: () => {
      client.invalidateQueries({ queryKey: keys.campaign(ws, campaign.id) });
      client.invalidateQueries({ queryKey: keys.tree(ws) });
      said(`“${campaign.name}” is published: new entries and calls use this version.`);
    },
    onError: (error, confirm) => {
      const needsConfirm = error instanceof ApiError && error.code === 'warnings_not_confirmed';
      if (needsConfirm && !confirm) ask(error);
      else failed(error, 'Not published');
    },
  });
  function ask(error: unknown) {
    modals.openConfirmModal({
      title: 'Publish with errors?',
      children: sentence(error),
      labels: { confirm: 'Publish', cancel: 'Cancel' },
      onConfirm: () => publish.mutate(true),
    });
  }
  return publish;
}
