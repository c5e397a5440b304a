/** Notifications: what went wrong or came to its end while nobody looked, and what of it comes by mail. */

import { Badge, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconBell, IconChecks } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { Notice } from '@/shared/api/types';
import { Moment } from '@/shared/ui/Moment';
import { PageBody, PageHeader, Section } from '@/shared/ui/Page';
import { Empty, Loaded } from '@/shared/ui/states';
import { MailSection } from './MailSection';
import { addressOfNotice, useMarkRead, useNotices } from './queries';

export default function NoticesPage() {
  const notices = useNotices();
  const markRead = useMarkRead();
  const unread = notices.data?.pages[0]?.unread ?? 0;
  return (
    <>
      <PageHeader
        title="Notifications"
        icon={<IconBell size={20} aria-hidden />}
        actions={
          <Button
            variant="default"
            leftSection={<IconChecks size={15} />}
            disabled={unread === 0}
            loading={markRead.isPending}
            onClick={() => markRead.mutate(undefined)}
          >
            Mark all as read
          </Button>
        }
      />
      <PageBody>
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" maw={1240}>
          <Section title="Latest">
            <Loaded query={notices}>
              {({ pages }) => (
                <List notices={pages.flatMap(({ items }) => items)} onRead={(id) => markRead.mutate([id])} />
              )}
            </Loaded>
            {notices.hasNextPage && (
              <Button
                variant="subtle"
                mt="xs"
                loading={notices.isFetchingNextPage}
                onClick={() => notices.fetchNextPage()}
              >
                Show earlier ones
              </Button>
            )}
          </Section>
          <MailSection />
        </SimpleGrid>
      </PageBody>
    </>
  );
}

function List({ notices, onRead }: { notices: Notice[]; onRead: (id: number) => void }) {
  if (notices.length === 0)
    return (
      <Empty icon={<IconBell size={22} />} title="Nothing to tell">
        Runs that fail or don’t start, campaigns that become invalid, and long jobs that end are told here.
      </Empty>
    );
  return (
    <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {notices.map((notice) => (
        <Line key={notice.id} notice={notice} onRead={() => onRead(notice.id)} />
      ))}
    </Stack>
  );
}

function Line({ notice, onRead }: { notice: Notice; onRead: () => void }) {
  const address = addressOfNotice(notice);
  return (
    <li>
      <Group gap="xs" wrap="nowrap" justify="space-between" align="flex-start">
        <div>
          <Text size="sm" fw={notice.read ? 400 : 600}>
            {address ? (
              <Link className="link" href={address} onClick={notice.read ? undefined : onRead}>
                {notice.text}
              </Link>
            ) : (
              notice.text
            )}
          </Text>
          <Text size="xs" c="dimmed">
            <Moment at={notice.created_at} /> · {notice.workspace_name}
          </Text>
        </div>
        {!notice.read && (
          <Group gap={6} wrap="nowrap">
            <Badge color="iris">New</Badge>
            <Button size="compact-xs" variant="subtle" onClick={onRead}>
              Mark as read
            </Button>
          </Group>
        )}
      </Group>
    </li>
  );
}
