/** The saved draft as one person would get it; its HTML stands in a frame that runs no script. */

import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { emailPreviewAddress, readEmailPreview } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { EmailPreview } from '@/shared/api/types';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { PersonPick } from '../people/PersonPick';
import { useWorkspace } from '../workspace/WorkspaceContext';
import classes from './Email.module.css';

type Props = {
  id: number;
  editNumber: number;
  person: number | null;
  onPerson: (person: number | null) => void;
};

export function EmailPreviewPane({ id, editNumber, person, onPerson }: Props) {
  const { id: ws } = useWorkspace();
  const [part, setPart] = useState('html');
  const preview = useQuery({
    queryKey: [...keys.email(ws, id), 'preview', editNumber, person],
    queryFn: () => readEmailPreview(ws, id, person ? { person } : {}),
    placeholderData: keepPreviousData,
  });
  return (
    <Section
      title="Preview"
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Part of the e-mail"
          data={[
            { value: 'html', label: 'HTML' },
            { value: 'text', label: 'Text' },
          ]}
          value={part}
          onChange={setPart}
        />
      }
    >
      <Stack gap="xs">
        <PersonPick label="As this person" value={person} onChange={onPerson} />
        <Loaded query={preview} rows={3}>
          {(seen) => (
            <>
              <Line label="From" value={senderOf(seen)} />
              {seen.reply_to && <Line label="Reply to" value={seen.reply_to} />}
              <Line label="Subject" value={seen.subject || '–'} />
              {seen.missing.length > 0 && (
                <Text size="xs" c="var(--warn)">
                  Nothing defines {seen.missing.join(', ')} here. A campaign that sends it may have its own.
                </Text>
              )}
              {part === 'html' ? (
                <iframe
                  title="The e-mail’s HTML"
                  className={classes.frame}
                  sandbox="allow-popups"
                  src={emailPreviewAddress(ws, id, editNumber, person)}
                />
              ) : (
                <pre className={classes.text}>{seen.text}</pre>
              )}
            </>
          )}
        </Loaded>
      </Stack>
    </Section>
  );
}

function senderOf({ from_name, from_address }: EmailPreview): string {
  const address = from_address && `<${from_address}>`;
  return [from_name, address].filter(Boolean).join(' ') || '–';
}

function Line({ label, value }: { label: string; value: string }) {
  return (
    <Group gap={8} wrap="nowrap" align="baseline">
      <Text size="xs" c="dimmed" w={60} style={{ flex: 'none' }}>
        {label}
      </Text>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {value}
      </Text>
    </Group>
  );
}
