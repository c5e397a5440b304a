import { Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sendTestEmail } from '@/shared/api/endpoints';
import type { EmailAsset } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { useWorkspace } from '../workspace/WorkspaceContext';

type Props = { asset: EmailAsset; person: number | null; onClose: () => void };

export function TestMailDialog({ asset, person, onClose }: Props) {
  const { id: ws, me } = useWorkspace();
  const [address, setAddress] = useState(me.email ?? '');
  const send = useMutation({
    mutationFn: () => sendTestEmail(ws, asset.id, { address: address.trim(), person }),
    onSuccess: ({ left }) => {
      said(
        left
          ? `Test sent to ${address.trim()}.`
          : 'No mail server is set up here, so the test was only written into a file.',
      );
      onClose();
    },
  });
  return (
    <FormDialog
      title="Send a test"
      submit="Send"
      onClose={onClose}
      onSubmit={() => send.mutate()}
      error={send.error}
      busy={send.isPending}
      disabled={!address.trim()}
    >
      <TextInput
        label="To"
        type="email"
        required
        data-autofocus
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <Text size="xs" c="dimmed">
        The draft, with the values of the person in the preview. Nothing is logged and no limit counts it.
      </Text>
    </FormDialog>
  );
}
