/** A short table of pairs that people add to and take from: headers, mappings. */

import { ActionIcon, Button, Fieldset, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';

export type Pair = [string, string];

type Props = {
  title: string;
  labels: Pair;
  rows: Pair[];
  /** When given, the second of each pair is chosen from these. */
  options?: { value: string; label: string }[];
  onChange: (rows: Pair[]) => void;
};

export function PairRows({ title, labels, rows, options, onChange }: Props) {
  const change = (at: number, pair: Pair) => onChange(rows.map((row, index) => (index === at ? pair : row)));
  return (
    <Fieldset legend={title} p="xs">
      <Stack gap={6}>
        {rows.map(([first, second], at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing of its own but its place
          <Group key={at} gap="xs" wrap="nowrap">
            <TextInput
              flex={1}
              aria-label={`${labels[0]} ${at + 1}`}
              placeholder={labels[0]}
              value={first}
              onChange={(event) => change(at, [event.currentTarget.value, second])}
            />
            {options ? (
              <Select
                flex={1}
                aria-label={`${labels[1]} ${at + 1}`}
                placeholder={labels[1]}
                data={options}
                searchable
                value={second || null}
                onChange={(next) => change(at, [first, next ?? ''])}
              />
            ) : (
              <TextInput
                flex={1}
                aria-label={`${labels[1]} ${at + 1}`}
                placeholder={labels[1]}
                value={second}
                onChange={(event) => change(at, [first, event.currentTarget.value])}
              />
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Delete ${labels[0]} ${at + 1}`}
              onClick={() => onChange(rows.filter((_, index) => index !== at))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => onChange([...rows, ['', '']])}
          >
            {labels[0]}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
