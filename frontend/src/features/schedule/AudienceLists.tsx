/** Who stands behind the counts: qualified, held back, blocked from mail. */

import { Button, Group, Modal } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { type AudiencePart, readAudiencePeople } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Audience, Campaign } from '@/shared/api/types';
import { number } from '@/shared/format';
import { Empty } from '@/shared/ui/states';
import { PeopleTable } from '../people/PeopleTable';
import { useWorkspace } from '../workspace/WorkspaceContext';

const PARTS: {
  part: AudiencePart;
  label: string;
  title: string;
  count: (audience: Audience) => number | null;
}[] = [
  { part: 'qualified', label: 'Qualified', title: 'People who qualify now', count: (each) => each.qualified },
  {
    part: 'held_back',
    label: 'Held back',
    title: 'People whom the qualification rule holds back',
    count: (each) => each.held_back,
  },
  {
    part: 'blocked',
    label: 'Blocked',
    title: 'People who qualify and get no e-mail',
    count: (each) => each.blocked,
  },
];

export function AudienceLists({ campaign, audience }: { campaign: Campaign; audience: Audience }) {
  const { id: ws } = useWorkspace();
  const [shown, setShown] = useState<AudiencePart | null>(null);
  const open = PARTS.find(({ part }) => part === shown);
  return (
    <Group gap={6}>
      {PARTS.map(({ part, label, count }) => (
        <Button
          key={part}
          size="compact-sm"
          variant="default"
          disabled={!count(audience)}
          onClick={() => setShown(part)}
        >
          {label}: {number(count(audience))}
        </Button>
      ))}
      {open && (
        <Modal opened onClose={() => setShown(null)} title={open.title} size="80%">
          <div style={{ height: '60vh', display: 'flex', flexDirection: 'column' }}>
            <PeopleTable
              label={open.title}
              queryKey={[...keys.campaignPart(ws, campaign.id, 'audience'), 'people', open.part]}
              read={(cursor) => readAudiencePeople(ws, campaign.id, open.part, cursor)}
              empty={
                <Empty icon={<IconUsers size={22} />} title="Nobody">
                  Nobody is on this list any more.
                </Empty>
              }
            />
          </div>
        </Modal>
      )}
    </Group>
  );
}
