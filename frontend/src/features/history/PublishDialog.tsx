/** People wait inside: what becomes of them when a change is published (F06). */

import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Campaign, Inside } from '@/shared/api/types';
import { counted } from '@/shared/format';
import { FormDialog } from '@/shared/ui/FormDialog';
import { PlacesTable } from './PlacesTable';

type Props = {
  campaign: Campaign;
  inside: Inside;
  onChosen: (movePeople: boolean) => void;
  onClose: () => void;
};

export function PublishDialog({ campaign, inside, onChosen, onClose }: Props) {
  const [choice, setChoice] = useState('stay');
  const staying = inside.outdated - inside.movable;
  return (
    <FormDialog
      title={`Publish “${campaign.name}”`}
      submit="Publish"
      size="lg"
      onClose={onClose}
      onSubmit={() => onChosen(choice === 'move')}
    >
      <Text size="sm">
        {counted(inside.outdated, 'person', 'people')} inside on an earlier version. New entries take the
        version that you publish now; choose what those inside do.
      </Text>
      <PlacesTable label="Who waits where" places={inside.places.filter(({ outdated }) => outdated)} />
      <Radio.Group value={choice} onChange={setChoice} label="The people inside">
        <Stack gap={6} mt={6}>
          <Radio value="stay" label="finish on the version with which they entered" />
          <Radio
            value="move"
            disabled={inside.movable === 0}
            label={`go on with the new version: ${counted(inside.movable, 'person', 'people')}, by their steps`}
            description={
              staying > 0
                ? `${counted(staying, 'person', 'people')} stand at a step that is gone. They stay on their version; History lists them.`
                : undefined
            }
          />
        </Stack>
      </Radio.Group>
    </FormDialog>
  );
}
