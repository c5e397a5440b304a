import { List, Text } from '@mantine/core';
import { zoned } from '@/shared/format';

export function NextDates({ dates, zone }: { dates: readonly string[]; zone: string }) {
  if (dates.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No date lies ahead.
      </Text>
    );
  return (
    <div>
      <Text size="xs" c="dimmed">
        Next dates
      </Text>
      <List size="sm" aria-label="Next dates">
        {dates.map((at) => (
          <List.Item key={at}>{zoned(at, zone)}</List.Item>
        ))}
      </List>
    </div>
  );
}
