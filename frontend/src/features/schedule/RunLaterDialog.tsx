/** A run once, at a time of the workspace's zone. */

import { Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { scheduleOnce } from '@/shared/api/endpoints';
import type { Campaign } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { Confirmations } from './Confirmations';
import { useStart } from './useStart';

export function RunLaterDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { id: ws, timezone } = useWorkspace();
  const [day, setDay] = useState('');
  const [time, setTime] = useState('09:00');
  const start = useStart(
    campaign,
    (confirmed) => scheduleOnce(ws, campaign.id, { at: `${day}T${time}`, ...confirmed }),
    () => {
      said('The run is scheduled.');
      onClose();
    },
  );
  return (
    <FormDialog
      title={`Run ${campaign.name} later`}
      submit="Schedule run"
      onClose={onClose}
      onSubmit={start.submit}
      error={start.error}
      busy={start.isPending}
      disabled={start.isOpen || !day || !time}
    >
      <Group grow>
        <TextInput
          type="date"
          label="Date"
          required
          data-autofocus
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <TextInput
          type="time"
          label="Time"
          required
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
      </Group>
      <Text size="xs" c="dimmed">
        In the workspace’s time zone, {timezone}. Who qualifies is found out when the run starts.
      </Text>
      <Confirmations campaign={campaign} start={start} />
    </FormDialog>
  );
}
