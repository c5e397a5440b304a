import { IconUsers } from '@tabler/icons-react';
import { readCampaignMembers } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Campaign, CampaignMember } from '@/shared/api/types';
import { number } from '@/shared/format';
import { Moment } from '@/shared/ui/Moment';
import { PageBody } from '@/shared/ui/Page';
import { Empty } from '@/shared/ui/states';
import { PeopleTable } from '../people/PeopleTable';
import { useWorkspace } from '../workspace/WorkspaceContext';

/** Who entered the flow (C19). */
export function MembersTab({ campaign }: { campaign: Campaign }) {
  const { id: ws } = useWorkspace();
  return (
    <PageBody flush>
      <PeopleTable<CampaignMember>
        label="Members"
        queryKey={keys.campaignPart(ws, campaign.id, 'members')}
        read={(cursor) => readCampaignMembers(ws, campaign.id, cursor)}
        extra={[
          { label: 'First entered', width: 150, draw: ({ first }) => <Moment at={first} /> },
          { label: 'Last entered', width: 150, draw: ({ last }) => <Moment at={last} /> },
          { label: 'Entries', draw: ({ entries }) => number(entries) },
        ]}
        empty={
          <Empty icon={<IconUsers size={22} />} title="No members yet">
            Whoever enters the flow becomes a member and shows here.
          </Empty>
        }
      />
    </PageBody>
  );
}
