/** The right side while several steps are chosen. */

import { Button, Stack, Text, Title } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconCopyPlus, IconTrash } from '@tabler/icons-react';
import classes from './Inspector.module.css';
import type { FlowCommands } from './useFlowCommands';

type Props = { ids: readonly string[]; commands: FlowCommands; readOnly: boolean };

export function SeveralSteps({ ids, commands, readOnly }: Props) {
  const tools = [
    { label: 'Copy', icon: IconCopy, act: () => commands.copy(ids), changes: false },
    { label: 'Duplicate', icon: IconCopyPlus, act: () => commands.duplicate(ids), changes: true },
    { label: 'Move up', icon: IconArrowUp, act: () => commands.moveBy(ids, -1), changes: true },
    { label: 'Move down', icon: IconArrowDown, act: () => commands.moveBy(ids, 1), changes: true },
    { label: 'Delete', icon: IconTrash, act: () => commands.remove(ids), changes: true },
  ];
  return (
    <aside className={classes.inspector} aria-label={`${ids.length} steps chosen`}>
      <header className={classes.head}>
        <Title order={2} className={classes.title}>
          {ids.length} steps chosen
        </Title>
      </header>
      <Stack gap={6} p="sm">
        {tools.map(({ label, icon: Icon, act, changes }) => (
          <Button
            key={label}
            variant="default"
            justify="flex-start"
            leftSection={<Icon size={15} />}
            disabled={changes && readOnly}
            onClick={act}
          >
            {label}
          </Button>
        ))}
        <Text size="xs" c="dimmed">
          Shift with the arrows or a click takes all steps up to there, Ctrl and a click one more.
        </Text>
      </Stack>
    </aside>
  );
}
