/** Moves an executable's filters into a smart list that can be seen, counted and used elsewhere (C10). */

import { Button, Text, TextInput, Tooltip } from '@mantine/core';
import { IconFilterShare } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { extractSmartList } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Campaign } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { useDraft, useSmartList } from '../drafts/DraftContext';
import { useWorkspace } from '../workspace/WorkspaceContext';

const MEMBER = 'member_of_smart_list';

export function ExtractButton({ campaign }: { campaign: Campaign }) {
  const { canEdit } = useWorkspace();
  const { filters } = useSmartList();
  const [asking, setAsking] = useState(false);
  const isMoved = filters.length === 1 && filters[0]?.kind === MEMBER;
  if (!canEdit || filters.length === 0 || isMoved) return null;
  return (
    <>
      <Tooltip label="Into a smart list of its own, used through Member of Smart List">
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconFilterShare size={15} />}
          onClick={() => setAsking(true)}
        >
          Move filters into a smart list
        </Button>
      </Tooltip>
      {asking && <ExtractDialog campaign={campaign} onClose={() => setAsking(false)} />}
    </>
  );
}

function ExtractDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { id: ws } = useWorkspace();
  const { session } = useDraft();
  const client = useQueryClient();
  const [name, setName] = useState(`Who goes through ${campaign.name}`);
  const extract = useMutation({
    mutationFn: async () => {
      if (!(await session.flush()))
        throw new Error('The last edits are not saved yet. Try again when they are.');
      const edit_number = session.saving.getState().editNumber;
      return extractSmartList(ws, campaign.id, { name: name.trim(), edit_number });
    },
    onSuccess: (draft) => {
      session.adopt(draft);
      client.setQueryData(keys.campaignPart(ws, campaign.id, 'draft'), draft);
      client.invalidateQueries({ queryKey: keys.tree(ws) });
      client.invalidateQueries({ queryKey: keys.campaign(ws, campaign.id), exact: true });
      said(`The filters are in the smart list “${name.trim()}” now.`);
      onClose();
    },
  });
  return (
    <FormDialog
      title="Move filters into a smart list"
      submit="Move"
      onClose={onClose}
      onSubmit={() => extract.mutate()}
      error={extract.error}
      busy={extract.isPending}
      disabled={!name.trim()}
    >
      <TextInput
        label="Name of the smart list"
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Text size="sm" c="dimmed">
        The same people qualify. The list lies beside the campaign, where it can be counted, mended and used
        by others. Its edits count at once for everybody who uses it.
      </Text>
    </FormDialog>
  );
}
