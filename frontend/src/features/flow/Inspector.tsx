/** The right side: what the selected step does, choice by choice. */

import { ActionIcon, Button, Group, ScrollArea, Tabs, Text, Title, Tooltip } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopyPlus,
  IconGitBranch,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { memo, type ReactNode, type Ref } from 'react';
import { DEFAULT, newChoice } from '@/domain/flow/flow';
import { problemsOfStep } from '@/domain/problems';
import type { FlowStep, Kind } from '@/shared/api/types';
import { useDraft, useShownProblems } from '../drafts/DraftContext';
import { BranchPanel } from './BranchPanel';
import classes from './Inspector.module.css';
import { ProblemLine } from './ProblemLine';
import { TokenOrigins } from './TokenOrigins';
import type { FlowCommands } from './useFlowCommands';

type Props = {
  step: FlowStep;
  number: number;
  kind: Kind | undefined;
  commands: FlowCommands;
  panelRef: Ref<HTMLDivElement>;
  onClose: () => void;
};

const NEW_CONDITION = { kind: 'person_field', params: {} };

export const Inspector = memo(function Inspector(props: Props) {
  const { step, number, kind, commands, panelRef, onClose } = props;
  const { readOnly } = useDraft();
  return (
    <aside
      className={classes.inspector}
      ref={panelRef}
      aria-label={`Step ${number}, ${kind?.label ?? step.kind}`}
    >
      <header className={classes.head}>
        <Title order={2} className={classes.title}>
          <span className={classes.number}>{number}</span> {kind?.label ?? step.kind}
        </Title>
        <Tool label="Move up" onClick={() => commands.moveBy([step.id], -1)} disabled={readOnly}>
          <IconArrowUp size={16} />
        </Tool>
        <Tool label="Move down" onClick={() => commands.moveBy([step.id], 1)} disabled={readOnly}>
          <IconArrowDown size={16} />
        </Tool>
        <Tool label="Duplicate" onClick={() => commands.duplicate([step.id])} disabled={readOnly}>
          <IconCopyPlus size={16} />
        </Tool>
        <Tool label="Delete step" onClick={() => commands.remove([step.id])} disabled={readOnly}>
          <IconTrash size={16} />
        </Tool>
        <Tool label="Close" onClick={onClose}>
          <IconX size={16} />
        </Tool>
      </header>
      <Tabs defaultValue="settings" keepMounted={false} className={classes.tabs}>
        <Tabs.List>
          <Tabs.Tab value="settings">Settings</Tabs.Tab>
          <Tabs.Tab value="tokens">Tokens</Tabs.Tab>
        </Tabs.List>
        <ScrollArea className={classes.scroll} type="auto" scrollbarSize={8}>
          <Tabs.Panel value="settings" className={classes.body}>
            <Settings step={step} kind={kind} />
          </Tabs.Panel>
          <Tabs.Panel value="tokens" className={classes.body}>
            <TokenOrigins step={step} />
          </Tabs.Panel>
        </ScrollArea>
      </Tabs>
    </aside>
  );
});

function Settings({ step, kind }: Pick<Props, 'step' | 'kind'>) {
  const { session, readOnly } = useDraft();
  const own = problemsOfStep(useShownProblems(), step.id);
  const { edit } = session.flow;
  return (
    <>
      {kind?.help && (
        <Text size="xs" c="dimmed">
          {kind.help}
        </Text>
      )}
      {own
        .filter(({ where }) => !where.branch)
        .map((problem) => (
          <ProblemLine key={problem.code + problem.message} problem={problem} />
        ))}
      {!kind && <Text size="sm">This kind of step is not known here; it can be moved or deleted.</Text>}
      {kind &&
        step.choices.map((choice, index) => (
          <BranchPanel
            key={choice.id}
            step={step}
            kind={kind}
            choice={choice}
            place={{ index, count: step.choices.length }}
            problems={own.filter(({ where }) => where.branch === choice.id)}
          />
        ))}
      {kind && (
        <BranchPanel
          step={step}
          kind={kind}
          choice={null}
          place={null}
          problems={own.filter(({ where }) => where.branch === DEFAULT)}
        />
      )}
      {kind && !readOnly && (
        <Group>
          <Button
            variant="default"
            leftSection={<IconGitBranch size={15} />}
            onClick={() => {
              const choice = newChoice(NEW_CONDITION, step.default.params);
              session.begun.begin(choice.id);
              edit({ type: 'addChoice', id: step.id, choice });
            }}
          >
            Add Choice
          </Button>
        </Group>
      )}
    </>
  );
}

function Tool({
  label,
  onClick,
  disabled,
  children,
}: {
  label: string;
  onClick: () => void;
  disabled?: boolean;
  children: ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={26}
        aria-label={label}
        disabled={disabled}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
