/** Run Once: who would go through it now, and the button with its confirmation. */

import { Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { blockedBecause } from '@/domain/problems';
import type { Campaign } from '@/shared/api/types';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useDraft, useFlow } from '../drafts/DraftContext';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { AudienceLists } from './AudienceLists';
import { AudienceWords } from './AudienceWords';
import { RunOnceDialog } from './RunOnceDialog';
import { useAudience } from './useAudience';

export function RunOnceSection({ campaign }: { campaign: Campaign }) {
  const { whyNot } = useWorkspace();
  const { problems } = useDraft();
  const steps = useFlow().steps.length;
  const audience = useAudience(campaign.id);
  const [asking, setAsking] = useState(false);
  const noSteps = steps === 0 ? 'The flow has no steps yet. Add one on the Flow page.' : null;
  const blocked = whyNot ?? blockedBecause(problems) ?? noSteps;
  return (
    <Section
      title="Run Once"
      actions={
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconRefresh size={14} />}
          loading={audience.isFetching}
          onClick={() => audience.refetch()}
        >
          Count again
        </Button>
      }
    >
      <Stack gap="sm">
        <Loaded query={audience} rows={2}>
          {(counted) => (
            <>
              <AudienceWords audience={counted} />
              <AudienceLists campaign={campaign} audience={counted} />
            </>
          )}
        </Loaded>
        <Group>
          <Tooltip label={blocked} disabled={!blocked}>
            <Button
              leftSection={<IconPlayerPlay size={15} />}
              data-disabled={blocked ? true : undefined}
              aria-disabled={blocked ? true : undefined}
              onClick={(event) => {
                if (blocked) event.preventDefault();
                else setAsking(true);
              }}
            >
              Run Once
            </Button>
          </Tooltip>
          {blocked && (
            <Text size="xs" c="dimmed" maw={380}>
              {blocked}
            </Text>
          )}
        </Group>
      </Stack>
      {asking && <RunOnceDialog campaign={campaign} onClose={() => setAsking(false)} />}
    </Section>
  );
}
