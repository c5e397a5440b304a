/** How many would go through it now, and how many each rule holds back. */

import { Alert, Text } from '@mantine/core';
import type { Audience } from '@/shared/api/types';
import { number, people } from '@/shared/format';

export function AudienceWords({ audience }: { audience: Audience }) {
  const { qualified, limit, over_limit, doubt } = audience;
  if (doubt)
    return (
      <Alert color="red" title="Nobody will qualify" py={8}>
        {doubt}
      </Alert>
    );
  return (
    <div>
      <Text size="lg" fw={650} role="status">
        {qualified === null
          ? 'Counting takes too long here; the run itself will find everyone'
          : `${people(qualified)} ${qualified === 1 ? 'qualifies' : 'qualify'} now`}
      </Text>
      <HeldBack audience={audience} />
      <Blocked audience={audience} />
      {over_limit && (
        <Text size="sm" c="var(--bad)" mt={4}>
          That is more than the limit of {number(limit)}. The run will not start; raise the limit or narrow
          the smart list.
        </Text>
      )}
    </div>
  );
}

function HeldBack({ audience: { matching, held_back } }: { audience: Audience }) {
  if (matching === null || held_back === null) return null;
  const held = `${number(held_back)} of them ${held_back === 1 ? 'is' : 'are'} held back by the qualification rule.`;
  return (
    <Text size="sm" c="dimmed">
      {number(matching)} {matching === 1 ? 'matches' : 'match'} the smart list;{' '}
      {held_back > 0 ? held : 'the qualification rule holds nobody back.'}
    </Text>
  );
}

function Blocked({ audience: { blocked, blocks } }: { audience: Audience }) {
  if (!blocked) return null;
  const why = blocks.map(({ label, count }) => `${label} ${number(count)}`).join(', ');
  return (
    <Text size="sm" c="dimmed">
      {number(blocked)} of those who qualify {blocked === 1 ? 'gets' : 'get'} no e-mail: {why}. Other steps do
      reach them.
    </Text>
  );
}
