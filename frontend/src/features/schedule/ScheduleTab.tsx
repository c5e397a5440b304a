/** Schedule: run once, activate, and the settings that hold people back. */

import { Alert, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconPuzzle } from '@tabler/icons-react';
import type { Campaign } from '@/shared/api/types';
import { PageBody, Section } from '@/shared/ui/Page';
import { ProblemsDrawer } from '../flow/ProblemsDrawer';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { ActivateSection } from './ActivateSection';
import { PlannedSection } from './PlannedSection';
import { RunOnceSection } from './RunOnceSection';
import { SettingsForm } from './SettingsForm';

export default function ScheduleTab({ campaign }: { campaign: Campaign }) {
  return (
    <>
      <PageBody>
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" maw={1240}>
          <Stack gap="md">
            {campaign.kind === 'executable' && <OnlyExecuted />}
            {campaign.kind === 'trigger' && <ActivateSection campaign={campaign} />}
            {campaign.kind === 'batch' && <RunOnceSection campaign={campaign} />}
            {campaign.kind === 'batch' && <PlannedSection campaign={campaign} />}
            <TimeZone />
          </Stack>
          <Section title="Settings">
            <SettingsForm key={campaign.id} campaign={campaign} />
          </Section>
        </SimpleGrid>
      </PageBody>
      <ProblemsDrawer campaign={campaign.id} />
    </>
  );
}

/** C03: its page shows its settings and says this. */
function OnlyExecuted() {
  return (
    <Section title="When">
      <Alert color="iris" icon={<IconPuzzle size={18} />} title="Runs only when another campaign executes it">
        It has no schedule of its own. Put the step Execute Campaign into another campaign’s flow and choose
        this one; the settings beside apply to each call.
      </Alert>
    </Section>
  );
}

function TimeZone() {
  const { timezone, name } = useWorkspace();
  return (
    <Group>
      <Text size="xs" c="dimmed">
        Schedules, waits, dates in filters and limits per day follow the time zone of {name}: {timezone}.
      </Text>
    </Group>
  );
}
