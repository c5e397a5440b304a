/** What stands on a page that has nothing to show yet: loading, empty, failed, denied. */

import { Button, Center, Skeleton, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconAlertTriangle, IconLock, IconMapPinOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ApiError, sentence } from '@/shared/api/errors';

export function Loading({ rows = 6, label = 'Loading…' }: { rows?: number; label?: string }) {
  return (
    <Stack gap="xs" p="lg" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: all bars are alike and never move
        <Skeleton key={index} height={18} width={`${90 - ((index * 17) % 45)}%`} radius="sm" />
      ))}
    </Stack>
  );
}

type EmptyProps = { icon: ReactNode; title: string; children: ReactNode; action?: ReactNode };

export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <Center p="xl" mih={220}>
      <Stack align="center" gap="xs" maw={460}>
        <ThemeIcon variant="light" size={44} radius="xl" aria-hidden>
          {icon}
        </ThemeIcon>
        <Title order={2} ta="center">
          {title}
        </Title>
        <Text size="sm" c="dimmed" ta="center">
          {children}
        </Text>
        {action}
      </Stack>
    </Center>
  );
}

export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const status = error instanceof ApiError ? error.status : 0;
  const again = retry && status !== 403 && status !== 404;
  return (
    <div role="alert">
      <Empty
        icon={iconFor(status)}
        title={titleFor(status)}
        action={again ? <Button onClick={retry}>Try again</Button> : undefined}
      >
        {sentence(error)}
      </Empty>
    </div>
  );
}

function titleFor(status: number): string {
  if (status === 403) return 'Not allowed';
  if (status === 404) return 'Not found';
  return 'This could not be loaded';
}

function iconFor(status: number): ReactNode {
  if (status === 403) return <IconLock size={22} />;
  if (status === 404) return <IconMapPinOff size={22} />;
  return <IconAlertTriangle size={22} />;
}

type Query<Content> = {
  data: Content | undefined;
  error: unknown;
  refetch: () => void;
};

/** Draws a query's content, or the state that it is in. Kept content stays while it is asked for again. */
export function Loaded<Content>({
  query,
  children,
  rows,
}: {
  query: Query<Content>;
  children: (content: Content) => ReactNode;
  rows?: number;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <Failure error={query.error} retry={() => query.refetch()} />;
  return <Loading rows={rows} />;
}
