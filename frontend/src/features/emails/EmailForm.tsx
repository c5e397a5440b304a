/** The fields of an e-mail; every text takes tokens. */

import { Group, Stack, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { readEmailHints } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import { Section } from '@/shared/ui/Page';
import { TokenText } from '../forms/TokenControl';
import { useWorkspace } from '../workspace/WorkspaceContext';
import type { EmailDraft } from './useEmailDraft';

type Props = { id: number; draft: EmailDraft; readOnly: boolean };

export function EmailForm({ id, draft, readOnly }: Props) {
  const { id: ws } = useWorkspace();
  const { content, change } = draft;
  const hints = useQuery({
    queryKey: [...keys.email(ws, id), 'hints'],
    queryFn: () => readEmailHints(ws, id),
    staleTime: 30_000,
  });
  const box = { hints: hints.data ?? [], disabled: readOnly };
  return (
    <Section title="Content">
      <Stack gap="sm">
        <Group grow align="start" gap="sm">
          <TokenText
            {...box}
            label="From name"
            value={content.from_name}
            onChange={(from_name) => change({ from_name })}
          />
          <TokenText
            {...box}
            label="From address"
            value={content.from_address}
            onChange={(from_address) => change({ from_address })}
          />
        </Group>
        <TokenText
          {...box}
          label="Reply-to"
          description="Empty: answers go to the from address."
          value={content.reply_to}
          onChange={(reply_to) => change({ reply_to })}
        />
        <TokenText
          {...box}
          label="Subject"
          value={content.subject}
          onChange={(subject) => change({ subject })}
        />
        <TokenText {...box} code label="HTML" value={content.html} onChange={(html) => change({ html })} />
        <Switch
          label="Write the text part by hand"
          description="Otherwise it is made from the HTML, for readers that show no HTML."
          checked={content.text !== null}
          disabled={readOnly}
          onChange={(event) => change({ text: event.currentTarget.checked ? '' : null })}
        />
        {content.text !== null && (
          <TokenText {...box} code label="Text" value={content.text} onChange={(text) => change({ text })} />
        )}
        <Switch
          label="Operational"
          description="For receipts and the like: it also goes to people who unsubscribed, and no limit counts it."
          checked={content.operational}
          disabled={readOnly}
          onChange={(event) => change({ operational: event.currentTarget.checked })}
        />
      </Stack>
    </Section>
  );
}
