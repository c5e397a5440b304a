/** Two versions side by side; nothing is overwritten until someone decides. */

import { Alert, Badge, Button, Group, Modal, ScrollArea, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Difference, differences } from '@/domain/draft/differences';
import { branchWords, type Names, ruleWords } from '@/domain/words';
import type { FlowStep, Rule } from '@/shared/api/types';
import { Moment } from '@/shared/ui/Moment';
import { useNames } from '../workspace/queries';
import { useDraft, useFlow, useSaving, useSmartList } from './DraftContext';

export function ConflictDialog({ onClose }: { onClose: () => void }) {
  const { session } = useDraft();
  const { theirs } = useSaving();
  const flow = useFlow();
  const smartList = useSmartList();
  const names = useNames();
  if (!theirs || !names) return null;
  const rules = differences(
    [...smartList.triggers, ...smartList.filters],
    [...theirs.smart_list.triggers, ...theirs.smart_list.filters],
  );
  const steps = differences(flow.steps, theirs.flow?.steps ?? flow.steps);
  return (
    <Modal opened onClose={onClose} title="Changed elsewhere" size="xl">
      <Alert color="yellow" mb="sm">
        {theirs.saved_by ?? 'Someone'} saved another version <Moment at={theirs.saved_at} /> while you were
        editing. Your edits are still on this page and not saved. Choose which version stays.
      </Alert>
      <ScrollArea.Autosize mah="50vh">
        <Comparison title="Smart list" rows={rules} draw={(rule) => ruleLine(rule, names)} />
        <Comparison title="Flow" rows={steps} draw={(step) => stepLine(step, names)} />
      </ScrollArea.Autosize>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose}>
          Decide later
        </Button>
        <Button variant="default" onClick={session.takeTheirs}>
          Take theirs
        </Button>
        <Button color="yellow" variant="filled" c="black" onClick={session.keepMine}>
          Keep mine over theirs
        </Button>
      </Group>
    </Modal>
  );
}

function ruleLine(rule: Rule, names: Names): string {
  return ruleWords(rule, names);
}

function stepLine(step: FlowStep, names: Names): string {
  const label = names.kind(step.kind)?.label ?? step.kind;
  const choices = step.choices.length ? ` (+${step.choices.length} choices)` : '';
  return `${label}: ${branchWords(step.kind, step.default, names)}${choices}`;
}

const COLORS = {
  'only mine': 'blue',
  'only theirs': 'violet',
  differs: 'yellow',
  moved: 'gray',
  same: 'gray',
};

function Comparison<Item extends { readonly id: string }>({
  title,
  rows,
  draw,
}: {
  title: string;
  rows: Difference<Item>[];
  draw: (item: Item) => ReactNode;
}) {
  const changed = rows.filter(({ change }) => change !== 'same');
  if (changed.length === 0)
    return (
      <Text size="sm" c="dimmed" mb="xs">
        {title}: both versions are the same.
      </Text>
    );
  return (
    <Table mb="sm" layout="fixed" aria-label={title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{title}: mine</Table.Th>
          <Table.Th>Theirs</Table.Th>
          <Table.Th w={110}>Difference</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changed.map(({ id, change, mine, theirs }) => (
          <Table.Tr key={id}>
            <Table.Td>{mine ? draw(mine) : '–'}</Table.Td>
            <Table.Td>{theirs ? draw(theirs) : '–'}</Table.Td>
            <Table.Td>
              <Badge color={COLORS[change]}>{change}</Badge>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
