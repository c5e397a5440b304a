/** History: what is not published yet, who is inside on which version, and every version with what it changed. */

import { Badge, Button, Group, Stack, Text, Timeline } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readDraftChanges, readVersions } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Campaign, VersionRow } from '@/shared/api/types';
import { Moment } from '@/shared/ui/Moment';
import { PageBody, Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useSaving } from '../drafts/DraftContext';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { Changes } from './Changes';
import { InsideSection } from './InsideSection';
import { RestoreDialog } from './RestoreDialog';

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
  const versions = useInfiniteQuery({
    queryKey: [...keys.campaignPart(ws, campaign.id, 'versions'), campaign.published?.at, editNumber],
    queryFn: ({ pageParam }) => readVersions(ws, campaign.id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  return (
    <Section title="Versions">
      <Loaded query={versions}>
        {({ pages }) => (
          <Timeline bulletSize={14} lineWidth={2} aria-label="Versions">
            {pages
              .flatMap(({ items }) => items)
              .map((version) => (
                <Timeline.Item key={version.number} title={<Title version={version} />}>
                  <VersionBody
                    version={version}
                    onRestore={canEdit ? () => setRestoring(version.number) : undefined}
                  />
                </Timeline.Item>
              ))}
          </Timeline>
        )}
      </Loaded>
      {versions.hasNextPage && (
        <Button
          variant="subtle"
          mt="xs"
          loading={versions.isFetchingNextPage}
          onClick={() => versions.fetchNextPage()}
        >
          Show earlier versions
        </Button>
      )}
      {restoring !== null && (
        <RestoreDialog campaign={campaign} number={restoring} onClose={() => setRestoring(null)} />
      )}
    </Section>
  );
}

function Title({ version }: { version: VersionRow }) {
  return (
    <Group gap="xs">
      <Text fw={600} size="sm">
        Version {version.number}
      </Text>
      {version.current && <Badge color="green">Published</Badge>}
      {!version.used && <Badge color="gray">Never ran</Badge>}
    </Group>
  );
}

function VersionBody({ version, onRestore }: { version: VersionRow; onRestore?: () => void }) {
  return (
    <Stack gap={6} mt={2}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          <Moment at={version.published_at} />
          {version.published_by ? ` by ${version.published_by}` : ''}
        </Text>
        {onRestore && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={onRestore}
            aria-label={`Restore version ${version.number}`}
          >
            Restore
          </Button>
        )}
      </Group>
      <Changes changes={version.changes} none="Nothing was changed against the version before." />
    </Stack>
  );
}
