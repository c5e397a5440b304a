/** Versions, the latest first: who made each and when, what it changed, and the way back to it. */

import { Button, Group, Stack, Text, Timeline } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Change, Page } from '@/shared/api/types';
import { Moment } from '@/shared/ui/Moment';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { Changes } from './Changes';

export type VersionShown = {
  number: number;
  at: string;
  by: string | null;
  badges: ReactNode;
  changes: Change[];
};
type Props<Row> = {
  queryKey: readonly unknown[];
  read: (cursor: string | null) => Promise<Page<Row>>;
  show: (row: Row) => VersionShown;
  none: string;
  onRestore?: (number: number) => void;
};

export function VersionList<Row>({ queryKey, read, show, none, onRestore }: Props<Row>) {
  const versions = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  return (
    <Section title="Versions">
      <Loaded query={versions}>
        {({ pages }) =>
          pages[0]?.items.length ? (
            <Timeline bulletSize={14} lineWidth={2} aria-label="Versions">
              {pages
                .flatMap(({ items }) => items)
                .map(show)
                .map((version) => (
                  <Timeline.Item key={version.number} title={<Title version={version} />}>
                    <Body version={version} onRestore={onRestore} />
                  </Timeline.Item>
                ))}
            </Timeline>
          ) : (
            <Text size="sm" c="dimmed">
              {none}
            </Text>
          )
        }
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
    </Section>
  );
}

function Title({ version }: { version: VersionShown }) {
  return (
    <Group gap="xs">
      <Text fw={600} size="sm">
        Version {version.number}
      </Text>
      {version.badges}
    </Group>
  );
}

function Body({ version, onRestore }: { version: VersionShown; onRestore?: (number: number) => void }) {
  return (
    <Stack gap={6} mt={2}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          <Moment at={version.at} />
          {version.by ? ` by ${version.by}` : ''}
        </Text>
        {onRestore && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onRestore(version.number)}
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
