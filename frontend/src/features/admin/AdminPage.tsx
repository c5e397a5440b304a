/** Admin: this workspace, its people and roles, all workspaces, channels, users. */

import { SimpleGrid, Stack } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import { ApiError } from '@/shared/api/errors';
import { PageBody, PageHeader } from '@/shared/ui/Page';
import { Failure } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { ApiUsersSection } from './ApiUsersSection';
import { ChannelsSection } from './ChannelsSection';
import { RolesSection } from './RolesSection';
import { UsersSection } from './UsersSection';
import { WebhooksSection } from './WebhooksSection';
import { WorkspacesSection } from './WorkspacesSection';

const DENIED = new ApiError(
  403,
  'not_allowed',
  'Only admins of this workspace see this page. Ask one of them if you need a change.',
);

export default function AdminPage() {
  const { isAdmin, name, me } = useWorkspace();
  return (
    <>
      <PageHeader title={`Admin of ${name}`} icon={<IconSettings size={20} aria-hidden />} />
      <PageBody>
        {isAdmin ? (
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" maw={1300}>
            <Stack gap="md">
              <RolesSection />
              <ApiUsersSection />
              {me.is_superuser && <UsersSection />}
            </Stack>
            <Stack gap="md">
              <WorkspacesSection />
              <ChannelsSection />
              <WebhooksSection />
            </Stack>
          </SimpleGrid>
        ) : (
          <Failure error={DENIED} />
        )}
      </PageBody>
    </>
  );
}
