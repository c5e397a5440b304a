/** The honest save state, read out to screen readers when it changes. */

import { Button, Group, Text, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { useState } from 'react';
import { type SaveState, saveWords } from '@/domain/draft/saving';
import { clock } from '@/shared/format';
import { ConflictDialog } from './ConflictDialog';
import { useDraft, useSaving } from './DraftContext';

export function SaveMark() {
  const { readOnly } = useDraft();
  const state = useSaving();
  const [deciding, setDeciding] = useState(true);
  if (readOnly) return null;
  const isConflict = state.phase === 'conflict';
  return (
    <Group gap={6} wrap="nowrap">
      <Tooltip label={state.reason ?? 'Every edit is saved to the draft.'}>
        <Group gap={4} wrap="nowrap" role="status" aria-live="polite">
          <Icon state={state} />
          <Text size="xs" c={colorOf(state)} style={{ whiteSpace: 'nowrap' }}>
            {saveWords(state, clock)}
          </Text>
        </Group>
      </Tooltip>
      {isConflict && (
        <Button color="yellow" variant="light" onClick={() => setDeciding(true)}>
          Compare
        </Button>
      )}
      {isConflict && deciding && <ConflictDialog onClose={() => setDeciding(false)} />}
    </Group>
  );
}

function colorOf({ phase }: SaveState): string {
  if (phase === 'idle' || phase === 'saving') return 'dimmed';
  return phase === 'refused' ? 'var(--bad)' : 'var(--warn)';
}

function Icon({ state }: { state: SaveState }) {
  if (state.phase === 'conflict' || state.phase === 'refused')
    return <IconAlertTriangle size={15} color={colorOf(state)} aria-hidden />;
  if (state.phase === 'retrying') return <IconCloudOff size={15} color={colorOf(state)} aria-hidden />;
  const Cloud = state.dirty || state.phase === 'saving' ? IconCloudUp : IconCloudCheck;
  return <Cloud size={15} color="var(--ink-soft)" aria-hidden />;
}
