/** Above the flow: undo and redo, all executables opened or closed, canvas or list. */

import { ActionIcon, Button, Group, SegmentedControl, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconTestPipe,
} from '@tabler/icons-react';
import { memo } from 'react';
import { useHistory } from '../drafts/DraftContext';
import classes from './FlowEditor.module.css';

export type FlowView = 'canvas' | 'list';

type Props = {
  canOpen: boolean;
  onOpenAll: () => void;
  onCloseAll: () => void;
  view: FlowView;
  onView: (view: FlowView) => void;
  onTryOut: () => void;
};

export const FlowToolbar = memo(function FlowToolbar(props: Props) {
  const { canOpen, onOpenAll, onCloseAll, view, onView, onTryOut } = props;
  const history = useHistory('flow');
  const tools = [
    { label: 'Undo', icon: IconArrowBackUp, act: history.undo, off: !history.canUndo },
    { label: 'Redo', icon: IconArrowForwardUp, act: history.redo, off: !history.canRedo },
    { label: 'Open all executables', icon: IconArrowsMaximize, act: onOpenAll, off: !canOpen },
    { label: 'Close all executables', icon: IconArrowsMinimize, act: onCloseAll, off: !canOpen },
  ];
  return (
    <Group className={classes.tools} gap={2} role="toolbar" aria-label="Flow tools">
      {tools.map(({ label, icon: Icon, act, off }) => (
        <Tooltip key={label} label={label}>
          <ActionIcon
            variant="transparent"
            color="gray"
            size={28}
            aria-label={label}
            disabled={off}
            onClick={act}
          >
            <Icon size={17} />
          </ActionIcon>
        </Tooltip>
      ))}
      <Button variant="subtle" size="compact-sm" leftSection={<IconTestPipe size={15} />} onClick={onTryOut}>
        Dry run
      </Button>
      <SegmentedControl
        ml="auto"
        size="xs"
        aria-label="View of the flow"
        value={view}
        onChange={(next) => onView(next as FlowView)}
        data={[
          { value: 'canvas', label: 'Canvas' },
          { value: 'list', label: 'List' },
        ]}
      />
    </Group>
  );
});
