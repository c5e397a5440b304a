import { Alert, Text, TextInput } from '@mantine/core';
import type { Campaign } from '@/shared/api/types';
import { number, people } from '@/shared/format';
import { Loaded } from '@/shared/ui/states';
import { AudienceWords } from './AudienceWords';
import type { useStart } from './useStart';
import { Warnings } from './Warnings';

type Props = { campaign: Campaign; start: ReturnType<typeof useStart> };

/** How many there are now, what is published first, and what has to be confirmed. */
export function Confirmations({ campaign, start }: Props) {
  const counted = start.audience.data;
  return (
    <>
      <Loaded query={start.audience} rows={2}>
        {(now) => <AudienceWords audience={now} />}
      </Loaded>
      {campaign.has_unpublished_changes && (
        <Text size="sm">The draft is published first: it runs as you see it now.</Text>
      )}
      {counted?.everyone && (
        <Alert color="yellow" title="The smart list is empty: this is everyone">
          <TextInput
            mt={4}
            label={`Type ${number(counted.matching)} to confirm that all ${people(counted.matching)} shall go through the flow`}
            inputMode="numeric"
            value={start.typed}
            onChange={(event) => start.setTyped(event.currentTarget.value)}
          />
        </Alert>
      )}
      {start.warnings.length > 0 && (
        <Warnings warnings={start.warnings} accepted={start.accepted} onAccept={start.setAccepted} />
      )}
    </>
  );
}
