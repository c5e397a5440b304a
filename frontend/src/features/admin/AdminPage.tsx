/** Admin: this workspace, its people and roles, all workspaces, channels, users. */

import { Button, SimpleGrid, Stack } from '@mantine/core';
import { IconHistory, IconSettings } from '@tabler/icons-react';
import { Link } from 'wouter';
import { ApiError } from '@/shared/api/errors';
import { routes } from '@/shared/routes';
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
  const { id, isAdmin, name, me } = useWorkspace();
  return (
    <>
      <PageHeader
        title={`Admin of ${name}`}
        icon={<IconSettings size={20} aria-hidden />}
        actions={
          isAdmin && (
            <Button
              component={Link}
              href={routes.audit(id)}
              variant="default"
              leftSection={<IconHistory size={15} />}
            >
              Audit log
            </Button>
          )
        }
      />
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
