import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { readCampaignRuns } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Campaign } from '@/shared/api/types';
import { PageBody, Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { RunTable } from './RunTable';

export function RunsTab({ campaign }: { campaign: Campaign }) {
  const { id: ws } = useWorkspace();
  const runs = useInfiniteQuery({
    queryKey: keys.campaignPart(ws, campaign.id, 'runs'),
    queryFn: ({ pageParam }) => readCampaignRuns(ws, campaign.id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  return (
    <PageBody>
      <Section title="Runs">
        <Loaded query={runs}>
          {({ pages }) => <RunTable runs={pages.flatMap(({ items }) => items)} campaign={campaign} />}
        </Loaded>
        {runs.hasNextPage && (
          <Button
            variant="subtle"
            mt="xs"
            loading={runs.isFetchingNextPage}
            onClick={() => runs.fetchNextPage()}
          >
            Show earlier runs
          </Button>
        )}
      </Section>
    </PageBody>
  );
}
