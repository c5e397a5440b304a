/** The last look before a run: how many, everyone or not, and warnings that have to be accepted. */

import { useLocation } from 'wouter';
import { runCampaign } from '@/shared/api/endpoints';
import type { Campaign } from '@/shared/api/types';
import { routes } from '@/shared/routes';
import { FormDialog } from '@/shared/ui/FormDialog';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { Confirmations } from './Confirmations';
import { useStart } from './useStart';

export function RunOnceDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { id: ws } = useWorkspace();
  const [, navigate] = useLocation();
  const start = useStart(
    campaign,
    (confirmed) => runCampaign(ws, campaign.id, confirmed),
    ({ run }) => navigate(routes.run(ws, run)),
  );
  return (
    <FormDialog
      title={`Run ${campaign.name}`}
      submit="Run now"
      onClose={onClose}
      onSubmit={start.submit}
      error={start.error}
      busy={start.isPending}
      disabled={start.isOpen || start.audience.data?.over_limit}
    >
      <Confirmations campaign={campaign} start={start} />
    </FormDialog>
  );
}
