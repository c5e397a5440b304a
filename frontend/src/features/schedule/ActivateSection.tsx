/** Activate and Deactivate, with what each means for the people inside. */

import { Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconBolt, IconPlayerStop } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { blockedBecause } from '@/domain/problems';
import { activateCampaign, deactivateCampaign } from '@/shared/api/endpoints';
import { sentence } from '@/shared/api/errors';
import { keys } from '@/shared/api/keys';
import type { Campaign } from '@/shared/api/types';
import { routes } from '@/shared/routes';
import { FormDialog } from '@/shared/ui/FormDialog';
import { failed, said } from '@/shared/ui/notices';
import { Section } from '@/shared/ui/Page';
import { useDraft, useFlow } from '../drafts/DraftContext';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { Warnings } from './Warnings';
import { isAboutWarnings, warningsOf } from './warnings';

export function ActivateSection({ campaign }: { campaign: Campaign }) {
  const { id: ws, whyNot } = useWorkspace();
  const { problems } = useDraft();
  const steps = useFlow().steps.length;
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const changed = () => {
    client.invalidateQueries({ queryKey: keys.campaign(ws, campaign.id) });
    client.invalidateQueries({ queryKey: keys.tree(ws) });
  };
  const deactivate = useMutation({
    mutationFn: (confirm: boolean) => deactivateCampaign(ws, campaign.id, confirm),
    onSuccess: () => {
      changed();
      said(`“${campaign.name}” is inactive: nobody new enters, people inside go on to the end.`);
    },
    onError: (error, confirmed) => {
      if (isAboutWarnings(error) && !confirmed) askDespiteRequests(error);
      else failed(error);
    },
  });
  const noSteps = steps === 0 ? 'The flow has no steps yet. Add one on the Flow page.' : null;
  const blocked = whyNot ?? (campaign.active ? null : (blockedBecause(problems) ?? noSteps));
  const liveRun = campaign.runs.find(({ kind }) => kind !== 'batch');

  function askToDeactivate() {
    modals.openConfirmModal({
      title: `Deactivate ${campaign.name}?`,
      children: 'Nobody new enters. People who are inside go on to the end of the flow.',
      labels: { confirm: 'Deactivate', cancel: 'Cancel' },
      onConfirm: () => deactivate.mutate(false),
    });
  }

  /** Others request it, and would fail (C17). */
  function askDespiteRequests(error: unknown) {
    modals.openConfirmModal({
      title: `Others request ${campaign.name}`,
      children: sentence(error),
      labels: { confirm: 'Deactivate all the same', cancel: 'Cancel' },
      onConfirm: () => deactivate.mutate(true),
    });
  }

  return (
    <Section title="When">
      <Stack gap="sm">
        <Text size="lg" fw={650} role="status">
          {campaign.active ? 'Active' : 'Inactive'}
        </Text>
        <Text size="sm" c="dimmed">
          {campaign.active
            ? 'Everyone for whom a trigger fires, and who passes the filters, enters the flow at once.'
            : 'Its triggers let nobody in. Activation counts from that moment on, not for what happened before.'}
        </Text>
        <Group>
          {campaign.active ? (
            <Button
              variant="default"
              leftSection={<IconPlayerStop size={15} />}
              disabled={whyNot !== null}
              loading={deactivate.isPending}
              onClick={askToDeactivate}
            >
              Deactivate
            </Button>
          ) : (
            <Tooltip label={blocked} disabled={!blocked}>
              <Button
                leftSection={<IconBolt size={15} />}
                data-disabled={blocked ? true : undefined}
                aria-disabled={blocked ? true : undefined}
                onClick={() => !blocked && setAsking(true)}
              >
                Activate
              </Button>
            </Tooltip>
          )}
          {liveRun && (
            <Button component={Link} href={routes.run(ws, liveRun.id)} variant="subtle">
              Open the console
            </Button>
          )}
        </Group>
        {blocked && (
          <Text size="xs" c="dimmed">
            {blocked}
          </Text>
        )}
      </Stack>
      {asking && (
        <ActivateDialog
          campaign={campaign}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            changed();
          }}
        />
      )}
    </Section>
  );
}

type DialogProps = { campaign: Campaign; onClose: () => void; onDone: () => void };

function ActivateDialog({ campaign, onClose, onDone }: DialogProps) {
  const { id: ws } = useWorkspace();
  const { session, problems } = useDraft();
  const [accepted, setAccepted] = useState(false);
  const activate = useMutation({
    mutationFn: async () => {
      if (!(await session.flush()))
        throw new Error('The last edits are not saved yet. Activate when they are.');
      return activateCampaign(ws, campaign.id, accepted);
    },
    onSuccess: () => {
      said(`“${campaign.name}” is active.`);
      onDone();
    },
  });
  const warnings = warningsOf(activate.error, problems);
  return (
    <FormDialog
      title={`Activate ${campaign.name}?`}
      submit="Activate"
      onClose={onClose}
      onSubmit={() => activate.mutate()}
      error={isAboutWarnings(activate.error) ? null : activate.error}
      busy={activate.isPending}
      disabled={warnings.some(({ mustAccept }) => mustAccept) && !accepted}
    >
      <Text size="sm">
        From now on, everyone for whom one of its triggers fires and who passes the filters enters the flow.
        What happened before doesn’t count.
        {campaign.has_unpublished_changes && ' The draft is published first.'}
      </Text>
      {warnings.length > 0 && <Warnings warnings={warnings} accepted={accepted} onAccept={setAccepted} />}
    </FormDialog>
  );
}
