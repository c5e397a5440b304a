import { Button, type ButtonProps } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useState } from 'react';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { type Chosen, RunActionDialog } from './RunActionDialog';

type Props = { whom: string; chosen: Chosen; count: number | null } & Pick<
  ButtonProps,
  'variant' | 'disabled'
>;

/** Nothing for those who may not change anything. */
export function RunActionButton({ whom, chosen, count, variant = 'default', disabled }: Props) {
  const { canEdit } = useWorkspace();
  const [asking, setAsking] = useState(false);
  if (!canEdit) return null;
  return (
    <>
      <Button
        variant={variant}
        leftSection={<IconBolt size={15} />}
        disabled={disabled}
        onClick={() => setAsking(true)}
      >
        Run flow step
      </Button>
      {asking && (
        <RunActionDialog whom={whom} chosen={chosen} count={count} onClose={() => setAsking(false)} />
      )}
    </>
  );
}
