/** Run Once: who would go through it now, and the button with its confirmation. */

import { Alert, Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { blockedBecause } from '@/domain/problems';
import type { Audience, Campaign } from '@/shared/api/types';
import { number, people } from '@/shared/format';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useDraft, useFlow } from '../drafts/DraftContext';
import { useWorkspace } from '../workspace/WorkspaceContext';
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
          {(counted) => <AudienceWords audience={counted} />}
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

export function AudienceWords({ audience }: { audience: Audience }) {
  const { qualified, limit, over_limit, doubt } = audience;
  if (doubt)
    return (
      <Alert color="red" title="Nobody will qualify" py={8}>
        {doubt}
      </Alert>
    );
  return (
    <div>
      <Text size="lg" fw={650} role="status">
        {qualified === null
          ? 'Counting takes too long here; the run itself will find everyone'
          : `${people(qualified)} ${qualified === 1 ? 'qualifies' : 'qualify'} now`}
      </Text>
      <HeldBack audience={audience} />
      {over_limit && (
        <Text size="sm" c="var(--bad)" mt={4}>
          That is more than the limit of {number(limit)}. The run will not start; raise the limit or narrow
          the smart list.
        </Text>
      )}
    </div>
  );
}

function HeldBack({ audience: { matching, held_back } }: { audience: Audience }) {
  if (matching === null || held_back === null) return null;
  const held = `${number(held_back)} of them ${held_back === 1 ? 'is' : 'are'} held back by the qualification rule.`;
  return (
    <Text size="sm" c="dimmed">
      {number(matching)} {matching === 1 ? 'matches' : 'match'} the smart list;{' '}
      {held_back > 0 ? held : 'the qualification rule holds nobody back.'}
    </Text>
  );
}
