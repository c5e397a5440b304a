/** Web: the tracker of the workspace's sites, and the custom activities. */

import { SimpleGrid } from '@mantine/core';
import { IconWorld } from '@tabler/icons-react';
import { ApiError } from '@/shared/api/errors';
import { PageBody, PageHeader } from '@/shared/ui/Page';
import { Failure } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { CustomActivitiesSection } from './CustomActivitiesSection';
import { TrackerSection } from './TrackerSection';

const DENIED = new ApiError(
  403,
  'not_allowed',
  'Viewers don’t see how the web sites are tracked. Ask an admin of this workspace if you need it.',
);

export default function WebPage() {
  const { canEdit } = useWorkspace();
  return (
    <>
      <PageHeader title="Web" icon={<IconWorld size={20} aria-hidden />} />
      <PageBody>
        {canEdit ? (
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" maw={1300}>
            <TrackerSection />
            <CustomActivitiesSection />
          </SimpleGrid>
        ) : (
          <Failure error={DENIED} />
        )}
      </PageBody>
    </>
  );
}
