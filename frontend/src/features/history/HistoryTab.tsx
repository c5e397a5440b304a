/** History: what is not published yet, who is inside on which version, and every version with what it changed. */

import { Badge, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readDraftChanges, readVersion, readVersions, restoreVersion } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Campaign, VersionRow } from '@/shared/api/types';
import { Moment } from '@/shared/ui/Moment';
import { said } from '@/shared/ui/notices';
import { PageBody, Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useSaving } from '../drafts/DraftContext';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { Changes } from './Changes';
import { InsideSection } from './InsideSection';
import { RestoreDialog } from './RestoreDialog';
import { VersionList, type VersionShown } from './VersionList';

export default function HistoryTab({ campaign }: { campaign: Campaign }) {
  return (
    <PageBody>
      <Stack maw={960}>
        {campaign.has_unpublished_changes && campaign.published && <Unpublished campaign={campaign} />}
        <InsideSection campaign={campaign} />
        <Versions campaign={campaign} />
      </Stack>
    </PageBody>
  );
}

function Unpublished({ campaign }: { campaign: Campaign }) {
  const { id: ws } = useWorkspace();
  const { editNumber } = useSaving();
  const draft = useQuery({
    queryKey: [...keys.campaignPart(ws, campaign.id, 'changes'), editNumber],
    queryFn: () => readDraftChanges(ws, campaign.id),
  });
  return (
    <Section title="Unpublished changes">
      <Loaded query={draft} rows={2}>
        {({ changes, saved_at, saved_by }) => (
          <Stack gap="xs">
            <Text size="sm" c="dimmed">
              Saved <Moment at={saved_at} />
              {saved_by ? ` by ${saved_by}` : ''}. Runs, entries and calls still use version{' '}
              {campaign.published?.number}.
            </Text>
            <Changes changes={changes} none="The draft says the same as the published version." />
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}

function Versions({ campaign }: { campaign: Campaign }) {
  const { id: ws, canEdit } = useWorkspace();
  const { editNumber } = useSaving();
  const [restoring, setRestoring] = useState<number | null>(null);
  return (
    <>
      <VersionList
        queryKey={[...keys.campaignPart(ws, campaign.id, 'versions'), campaign.published?.at, editNumber]}
        read={(cursor) => readVersions(ws, campaign.id, cursor)}
        show={shown}
        none="Nothing was published yet."
        onRestore={canEdit ? setRestoring : undefined}
      />
      {restoring !== null && (
        <CampaignRestore campaign={campaign} number={restoring} onClose={() => setRestoring(null)} />
      )}
    </>
  );
}

const shown = (version: VersionRow): VersionShown => ({
  number: version.number,
  at: version.published_at,
  by: version.published_by,
  changes: version.changes,
  badges: (
    <>
      {version.current && <Badge color="green">Published</Badge>}
      {!version.used && <Badge color="gray">Never ran</Badge>}
    </>
  ),
});

type RestoreProps = { campaign: Campaign; number: number; onClose: () => void };

function CampaignRestore({ campaign, number, onClose }: RestoreProps) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  return (
    <RestoreDialog
      number={number}
      queryKey={keys.campaignPart(ws, campaign.id, 'version')}
      read={() => readVersion(ws, campaign.id, number)}
      restore={(editNumber) => restoreVersion(ws, campaign.id, number, editNumber)}
      onRestored={(draft) => {
        client.setQueryData(keys.campaignPart(ws, campaign.id, 'draft'), draft);
        client.invalidateQueries({ queryKey: keys.campaign(ws, campaign.id), exact: true });
        client.invalidateQueries({ queryKey: keys.tree(ws) });
        said(`The draft is version ${number} again.`);
      }}
      submit="Restore into the draft"
      none="The draft is the same as this version."
      onClose={onClose}
    >
      The draft becomes what version {number} was. While something live depends on this campaign, it counts
      only once you publish it.
    </RestoreDialog>
  );
}
