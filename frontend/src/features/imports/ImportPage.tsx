/** One import on its way, and its result with the error file. */

import { Alert, Badge, Button, Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconDatabaseImport, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { importErrorsAddress, readImport } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Import } from '@/shared/api/types';
import { counted, number } from '@/shared/format';
import { routes } from '@/shared/routes';
import { PageBody, PageHeader, Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { IMPORT_STATES } from './ImportsPage';

const isOver = (one: Import | undefined): boolean => one?.state === 'done' || one?.state === 'failed';

export default function ImportPage({ id }: { id: number }) {
  const { id: ws, name } = useWorkspace();
  // The workspace's socket brings progress; asking now and then covers for it where no socket gets through.
  const query = useQuery({
    queryKey: keys.import(ws, id),
    queryFn: () => readImport(ws, id),
    refetchInterval: ({ state }) => (isOver(state.data) ? false : 2000),
  });
  return (
    <Loaded query={query}>
      {(found) => (
        <>
          <PageHeader
            title={found.file_name ?? `Import ${found.id}`}
            icon={<IconDatabaseImport size={20} aria-hidden />}
            crumbs={[
              { label: name, href: routes.home(ws) },
              { label: 'Imports', href: routes.imports(ws) },
            ]}
            badges={
              <Badge color={IMPORT_STATES[found.state].color}>{IMPORT_STATES[found.state].label}</Badge>
            }
          />
          <PageBody>
            <Stack gap="md" maw={860}>
              <Section title="Progress">
                <Progress
                  value={found.total ? (found.done / found.total) * 100 : 0}
                  animated={!isOver(found)}
                  aria-label="Lines done"
                />
                <Text size="sm" mt={6} role="status" aria-live="polite">
                  {number(found.done)} of {counted(found.total, 'line')}
                </Text>
              </Section>
              {found.state === 'failed' && (
                <Alert color="red" title="The import stopped" role="alert">
                  {found.reason} What was imported before is kept; the same file can be imported again without
                  doubling anyone.
                </Alert>
              )}
              <Section title="Result">
                <SimpleGrid cols={{ base: 2, sm: 4 }}>
                  <Figure label="created" value={found.created} />
                  <Figure label="updated" value={found.updated} />
                  <Figure label="unchanged" value={found.unchanged} />
                  <Figure label="rejected" value={found.rejected} bad={found.rejected > 0} />
                </SimpleGrid>
                <Group mt="sm">
                  {isOver(found) && (
                    <Button component={Link} href={routes.people(ws)} variant="light">
                      To the people
                    </Button>
                  )}
                  {found.rejected > 0 && (
                    <Button
                      component="a"
                      href={importErrorsAddress(ws, id)}
                      download
                      variant="default"
                      leftSection={<IconDownload size={15} />}
                    >
                      Error file
                    </Button>
                  )}
                </Group>
                {found.rejected > 0 && (
                  <Text size="xs" c="dimmed" mt={6}>
                    The error file names line, column, value and reason. Mend those lines and import them
                    again; the good ones are in already.
                  </Text>
                )}
              </Section>
            </Stack>
          </PageBody>
        </>
      )}
    </Loaded>
  );
}

function Figure({ label, value, bad }: { label: string; value: number; bad?: boolean }) {
  return (
    <div>
      <Text fz={22} fw={650} c={bad ? 'var(--bad)' : undefined} className="tabular">
        {number(value)}
      </Text>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
    </div>
  );
}
