/** Brings an older version back into the draft, after a look at what that changes. */

import { Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Change } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { Loaded } from '@/shared/ui/states';
import { useDraft, useSaving } from '../drafts/DraftContext';
import type { Start } from '../drafts/session';
import { Changes } from './Changes';

type Props<Draft extends Start> = {
  number: number;
  queryKey: readonly unknown[];
  read: () => Promise<{ restoring: Change[] }>;
  restore: (editNumber: number) => Promise<Draft>;
  onRestored: (draft: Draft) => void;
  submit: string;
  /** What stands there where restoring would change nothing. */
  none: string;
  children: ReactNode;
  onClose: () => void;
};

export function RestoreDialog<Draft extends Start>(props: Props<Draft>) {
  const { number, queryKey, read, restore, onRestored, submit, none, children, onClose } = props;
  const { session } = useDraft();
  const { editNumber } = useSaving();
  const version = useQuery({ queryKey: [...queryKey, number, editNumber], queryFn: read });
  const back = useMutation({
    mutationFn: async () => {
      if (!(await session.flush()))
        throw new Error('The last edits are not saved yet. Restore when they are.');
      return restore(session.saving.getState().editNumber);
    },
    onSuccess: (draft) => {
      session.adopt(draft);
      onRestored(draft);
      onClose();
    },
  });
  return (
    <FormDialog
      title={`Restore version ${number}`}
      submit={submit}
      size="lg"
      onClose={onClose}
      onSubmit={() => back.mutate()}
      error={back.error}
      busy={back.isPending}
      disabled={!version.data || version.data.restoring.length === 0}
    >
      <Text size="sm">{children}</Text>
      <Loaded query={version} rows={3}>
        {({ restoring }) => <Changes changes={restoring} none={none} />}
      </Loaded>
    </FormDialog>
  );
}
