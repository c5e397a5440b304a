/** Who changed a smart list and how, and the way back to what it was. */

import { Badge, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readSmartListVersion, readSmartListVersions, restoreSmartListVersion } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { SmartListAsset, SmartListVersionRow } from '@/shared/api/types';
import { said } from '@/shared/ui/notices';
import { PageBody } from '@/shared/ui/Page';
import { useDraft, useSaving } from '../drafts/DraftContext';
import { RestoreDialog } from '../history/RestoreDialog';
import { VersionList, type VersionShown } from '../history/VersionList';
import { useWorkspace } from '../workspace/WorkspaceContext';

export function SmartListHistory({ asset }: { asset: SmartListAsset }) {
  const { id: ws } = useWorkspace();
  const { readOnly } = useDraft();
  const { editNumber } = useSaving();
  const [restoring, setRestoring] = useState<number | null>(null);
  return (
    <PageBody>
      <Stack maw={960}>
        <VersionList
          queryKey={[...keys.smartList(ws, asset.id), 'versions', editNumber]}
          read={(cursor) => readSmartListVersions(ws, asset.id, cursor)}
          show={shown}
          none={
            asset.system
              ? 'This list belongs to the system, so nobody changes it.'
              : 'Nothing was changed yet. Each sitting of edits becomes a version here.'
          }
          onRestore={readOnly ? undefined : setRestoring}
        />
      </Stack>
      {restoring !== null && <Restore asset={asset} number={restoring} onClose={() => setRestoring(null)} />}
    </PageBody>
  );
}

const shown = (version: SmartListVersionRow): VersionShown => ({
  number: version.number,
  at: version.saved_at,
  by: version.saved_by,
  changes: version.changes,
  badges: version.current && <Badge color="green">Now</Badge>,
});

type Props = { asset: SmartListAsset; number: number; onClose: () => void };

function Restore({ asset, number, onClose }: Props) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  return (
    <RestoreDialog
      number={number}
      queryKey={[...keys.smartList(ws, asset.id), 'version']}
      read={() => readSmartListVersion(ws, asset.id, number)}
      restore={(editNumber) => restoreSmartListVersion(ws, asset.id, number, editNumber)}
      onRestored={(saved) => {
        client.setQueryData(keys.smartList(ws, asset.id), saved);
        client.invalidateQueries({ queryKey: [...keys.smartList(ws, asset.id), 'people'] });
        said(`${asset.name} is version ${number} again.`);
      }}
      submit="Restore"
      none="The list is the same as this version."
      onClose={onClose}
    >
      The smart list becomes what version {number} was. It counts at once for every campaign and smart list
      that uses it.
    </RestoreDialog>
  );
}
