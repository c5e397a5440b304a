/** Approve and unapprove: what campaigns send changes here, and nowhere else. */

import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { approveEmail, unapproveEmail } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { EmailAsset } from '@/shared/api/types';
import { failed, said } from '@/shared/ui/notices';
import { useWorkspace } from '../workspace/WorkspaceContext';

export function ApprovalButtons({ asset, unsaved }: { asset: EmailAsset; unsaved: boolean }) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const show = (saved: EmailAsset) => client.setQueryData(keys.email(ws, asset.id), saved);
  const approve = useMutation({
    mutationFn: () => approveEmail(ws, asset.id),
    onSuccess: (saved) => {
      show(saved);
      said(`“${asset.name}” approved. Campaigns send this version from now on.`);
    },
    onError: (error) => failed(error, 'Not approved'),
  });
  const unapprove = useMutation({
    mutationFn: () => unapproveEmail(ws, asset.id),
    onSuccess: (saved) => {
      show(saved);
      said(`“${asset.name}” is a draft again. No campaign can send it.`);
    },
    onError: (error) => failed(error, 'Still approved'),
  });
  const ask = () =>
    modals.openConfirmModal({
      title: `Unapprove ${asset.name}?`,
      children: 'No campaign can send it until it is approved again. Mails on their way still go out.',
      labels: { confirm: 'Unapprove', cancel: 'Cancel' },
      onConfirm: () => unapprove.mutate(),
    });
  return (
    <>
      {asset.state !== 'draft' && (
        <Button variant="default" loading={unapprove.isPending} onClick={ask}>
          Unapprove
        </Button>
      )}
      {asset.state !== 'approved' && (
        <Button
          leftSection={<IconCheck size={15} />}
          loading={approve.isPending}
          disabled={unsaved || asset.faults.length > 0}
          onClick={() => approve.mutate()}
        >
          {asset.state === 'draft' ? 'Approve' : 'Approve draft'}
        </Button>
      )}
    </>
  );
}
