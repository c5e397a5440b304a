import type { Campaign } from '@/shared/api/types';
import { ProblemsDrawer } from '../flow/ProblemsDrawer';
import { ExtractButton } from './ExtractButton';
import { SmartListEditor } from './SmartListEditor';

/** The smart list of a campaign: triggers have a place here, except in an executable (C04). */
export default function CampaignSmartList({ campaign }: { campaign: Campaign }) {
  return (
    <>
      <SmartListEditor
        campaign={campaign.id}
        triggers={campaign.executable ? 'executable' : 'allowed'}
        tools={campaign.executable && <ExtractButton campaign={campaign} />}
        emptyMeans={
          campaign.executable
            ? 'Without filters, everyone who is sent here by another campaign goes through the flow.'
            : 'Without filters it would be everyone, and Run Once asks you to confirm that.'
        }
      />
      <ProblemsDrawer campaign={campaign.id} />
    </>
  );
}
