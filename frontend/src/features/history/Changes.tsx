/** What changed between two versions, in words: step by step, filter by filter. */

import { Badge, Group, Stack, Text } from '@mantine/core';
import type { Change } from '@/shared/api/types';

const COLORS = { added: 'green', removed: 'red', changed: 'yellow', moved: 'gray' } as const;
const PARTS = { trigger: 'Trigger', filter: 'Filter', logic: 'Filter logic', step: 'Step' } as const;

export function Changes({ changes, none }: { changes: Change[]; none: string }) {
  if (changes.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {none}
      </Text>
    );
  return (
    <Stack gap={6} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {changes.map((change) => (
        <Group
          key={`${change.part}${change.id}${change.change}`}
          component="li"
          gap="xs"
          wrap="nowrap"
          align="flex-start"
        >
          <Badge color={COLORS[change.change]} miw={76}>
            {change.change}
          </Badge>
          <Text size="sm" w={84} c="dimmed" style={{ flex: 'none' }}>
            {change.part === 'logic' ? PARTS.logic : `${PARTS[change.part]} ${change.number}`}
          </Text>
          <Lines change={change} />
        </Group>
      ))}
    </Stack>
  );
}

function Lines({ change }: { change: Change }) {
  return (
    <div>
      {change.before.map((line) => (
        <Text key={`-${line}`} size="sm" component="del" td="line-through" c="dimmed" display="block">
          {line}
        </Text>
      ))}
      {change.after.map((line) => (
        <Text key={`+${line}`} size="sm">
          {line}
        </Text>
      ))}
    </div>
  );
}
