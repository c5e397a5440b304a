/** The last look before a run: how many, everyone or not, and warnings that have to be accepted. */

import { Alert, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { runCampaign } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Audience, Campaign } from '@/shared/api/types';
import { number, people } from '@/shared/format';
import { routes } from '@/shared/routes';
import { FormDialog } from '@/shared/ui/FormDialog';
import { Loaded } from '@/shared/ui/states';
import { useDraft } from '../drafts/DraftContext';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { AudienceWords } from './RunOnceSection';
import { useAudience } from './useAudience';
import { Warnings } from './Warnings';
import { isAboutWarnings, warningsOf } from './warnings';

export function RunOnceDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { id: ws } = useWorkspace();
  const { session, problems } = useDraft();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const audience = useAudience(campaign.id);
  const [typed, setTyped] = useState('');
  const [accepted, setAccepted] = useState(false);
  const run = useMutation({
    mutationFn: async (counted: Audience) => {
      if (!(await session.flush())) throw new Error('The last edits are not saved yet. Run when they are.');
      return runCampaign(ws, campaign.id, {
        ...(counted.everyone ? { confirm_everyone: Number(typed.replace(/\D/g, '')) } : {}),
        ...(accepted ? { confirm_warnings: true } : {}),
      });
    },
    onSuccess: ({ run: id }) => {
      client.invalidateQueries({ queryKey: keys.campaign(ws, campaign.id) });
      client.invalidateQueries({ queryKey: keys.tree(ws) });
      navigate(routes.run(ws, id));
    },
    onError: () => audience.refetch(),
  });
  const warnings = warningsOf(run.error, problems);
  const counted = audience.data;
  const everyoneOpen = counted?.everyone && typed.replace(/\D/g, '') !== String(counted.matching);
  const warningsOpen = warnings.some(({ mustAccept }) => mustAccept) && !accepted;
  return (
    <FormDialog
      title={`Run ${campaign.name}`}
      submit="Run now"
      onClose={onClose}
      onSubmit={() => counted && run.mutate(counted)}
      error={isAboutWarnings(run.error) ? null : run.error}
      busy={run.isPending}
      disabled={!counted || everyoneOpen || warningsOpen || counted.over_limit}
    >
      <Loaded query={audience} rows={2}>
        {(now) => <AudienceWords audience={now} />}
      </Loaded>
      {campaign.has_unpublished_changes && (
        <Text size="sm">The draft is published first: it runs as you see it now.</Text>
      )}
      {counted?.everyone && (
        <Alert color="yellow" title="The smart list is empty: this is everyone">
          <TextInput
            mt={4}
            label={`Type ${number(counted.matching)} to confirm that all ${people(counted.matching)} shall go through the flow`}
            data-autofocus
            inputMode="numeric"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </Alert>
      )}
      {warnings.length > 0 && <Warnings warnings={warnings} accepted={accepted} onAccept={setAccepted} />}
    </FormDialog>
  );
}
