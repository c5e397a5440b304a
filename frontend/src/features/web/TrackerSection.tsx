/** The tracker: whether it listens, to which sites, whether visitors are asked, and the line for the pages. */

import { Button, Group, Stack, Switch, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readTracker, saveTracker } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Tracker } from '@/shared/api/types';
import { number } from '@/shared/format';
import { Refusal } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { Snippet } from './Snippet';
import { trackerSnippet } from './trackerSnippet';

export function TrackerSection() {
  const { id: ws } = useWorkspace();
  const tracker = useQuery({ queryKey: keys.tracker(ws), queryFn: () => readTracker(ws) });
  return (
    <Section title="Web tracking">
      <Loaded query={tracker} rows={4}>
        {(found) => <Settings key={JSON.stringify(found)} tracker={found} />}
      </Loaded>
    </Section>
  );
}

function Settings({ tracker }: { tracker: Tracker }) {
  const { id: ws, isAdmin } = useWorkspace();
  const client = useQueryClient();
  const [active, setActive] = useState(tracker.active);
  const [asks, setAsks] = useState(tracker.asks_consent);
  const [sites, setSites] = useState(tracker.origins.join('\n'));
  const save = useMutation({
    mutationFn: () =>
      saveTracker(ws, { active, asks_consent: asks, origins: sites.split(/\s+/).filter(Boolean) }),
    onSuccess: (saved) => {
      client.setQueryData(keys.tracker(ws), saved);
      said('Web tracking saved.');
    },
  });
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {number(tracker.visitors)} browsers seen, {number(tracker.known)} of them belong to known people.
        Visits of all others are kept for 90 days and join the person who fills out a form.
      </Text>
      <Switch
        label="Track visits and link clicks"
        checked={active}
        disabled={!isAdmin}
        onChange={(event) => setActive(event.currentTarget.checked)}
      />
      <Switch
        label="Ask visitors first"
        description="Nothing is stored until your page calls siteTracker.consent(true). Do Not Track is always respected."
        checked={asks}
        disabled={!isAdmin}
        onChange={(event) => setAsks(event.currentTarget.checked)}
      />
      <Textarea
        label="Web sites"
        description="One per line. Only these may send visits and show forms."
        placeholder="https://www.example.com"
        autosize
        minRows={2}
        value={sites}
        disabled={!isAdmin}
        onChange={(event) => setSites(event.currentTarget.value)}
      />
      {save.error ? <Refusal error={save.error} /> : null}
      {isAdmin ? (
        <Group justify="flex-end">
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            Save
          </Button>
        </Group>
      ) : (
        <Text size="sm" c="dimmed">
          Only admins of this workspace change this.
        </Text>
      )}
      {tracker.active && (
        <>
          <Text size="sm">Put this line into every page of these sites:</Text>
          <Snippet label="Code of the tracker" code={trackerSnippet(tracker.key)} />
        </>
      )}
    </Stack>
  );
}
