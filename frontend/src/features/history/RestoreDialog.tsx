/** Brings an older version back into the draft, after a look at what that changes. */

import { Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { readVersion, restoreVersion } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Campaign } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { Loaded } from '@/shared/ui/states';
import { useDraft, useSaving } from '../drafts/DraftContext';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { Changes } from './Changes';

type Props = { campaign: Campaign; number: number; onClose: () => void };

export function RestoreDialog({ campaign, number, onClose }: Props) {
  const { id: ws } = useWorkspace();
  const { session } = useDraft();
  const { editNumber } = useSaving();
  const client = useQueryClient();
  const version = useQuery({
    queryKey: [...keys.campaignPart(ws, campaign.id, 'version'), number, editNumber],
    queryFn: () => readVersion(ws, campaign.id, number),
  });
  const restore = useMutation({
    mutationFn: async () => {
      if (!(await session.flush()))
        throw new Error('The last edits are not saved yet. Restore when they are.');
      return restoreVersion(ws, campaign.id, number, session.saving.getState().editNumber);
    },
    onSuccess: (draft) => {
      session.adopt(draft);
      client.setQueryData(keys.campaignPart(ws, campaign.id, 'draft'), draft);
      client.invalidateQueries({ queryKey: keys.campaign(ws, campaign.id), exact: true });
      client.invalidateQueries({ queryKey: keys.tree(ws) });
      said(`The draft is version ${number} again.`);
      onClose();
    },
  });
  const nothing = version.data?.restoring.length === 0;
  return (
    <FormDialog
      title={`Restore version ${number}`}
      submit="Restore into the draft"
      size="lg"
      onClose={onClose}
      onSubmit={() => restore.mutate()}
      error={restore.error}
      busy={restore.isPending}
      disabled={!version.data || nothing}
    >
      <Text size="sm">
        The draft becomes what version {number} was. While something live depends on this campaign, it counts
        only once you publish it.
      </Text>
      <Loaded query={version} rows={3}>
        {({ restoring }) => <Changes changes={restoring} none="The draft is the same as this version." />}
      </Loaded>
    </FormDialog>
  );
}
