/** A dialog with a form: Enter sends, Esc closes, a refusal stays in sight with what was typed. */

import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { sentence } from '@/shared/api/errors';

type Props = {
  title: string;
  submit: string;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
  error?: unknown;
  busy?: boolean;
  disabled?: boolean;
  danger?: boolean;
  size?: string | number;
};

export function FormDialog(props: Props) {
  const { title, submit, onSubmit, onClose, children, error, busy, disabled, danger, size } = props;
  return (
    <Modal opened onClose={onClose} title={title} size={size ?? 'md'}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog inside a page's form must not send that form as well.
          event.stopPropagation();
          if (!disabled && !busy) onSubmit();
        }}
      >
        <Stack gap="sm">
          {children}
          {error ? <Refusal error={error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={busy} disabled={disabled} color={danger ? 'red' : undefined}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

export function Refusal({ error }: { error: unknown }) {
  return (
    <Alert color="red" role="alert" icon={<IconAlertCircle size={18} />} py="xs">
      {sentence(error)}
    </Alert>
  );
}
