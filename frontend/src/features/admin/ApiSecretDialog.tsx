/** The one time that an API user's secret is shown. */

import { Alert, Button, CopyButton, Group, Modal, Stack, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import type { ApiUserWithSecret } from '@/shared/api/types';

export function ApiSecretDialog({ user, onClose }: { user: ApiUserWithSecret; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={`Credentials of ${user.name}`} closeOnClickOutside={false}>
      <Stack gap="sm">
        <Alert color="yellow" icon={<IconKey size={18} />}>
          Copy the secret now. It can’t be shown again; a new one can be made at any time.
        </Alert>
        <Copied label="Address" value={window.location.origin} />
        <Copied label="Client id" value={user.client_id} />
        <Copied label="Client secret" value={user.client_secret} />
        <Group justify="flex-end">
          <Button onClick={onClose}>Done</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Copied({ label, value }: { label: string; value: string }) {
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <TextInput label={label} readOnly flex={1} value={value} onFocus={(event) => event.target.select()} />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy} aria-label={`Copy ${label}`}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
