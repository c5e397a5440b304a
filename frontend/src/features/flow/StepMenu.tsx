import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FlowCommands } from './useFlowCommands';

type Props = {
  menu: { step: string; x: number; y: number } | null;
  commands: FlowCommands;
  onClose: () => void;
};

export function StepMenu({ menu, commands, onClose }: Props) {
  return (
    <Menu
      key={menu ? `${menu.step}${menu.x},${menu.y}` : 'closed'}
      opened={menu !== null}
      onClose={onClose}
      position="bottom-start"
      offset={2}
      width={210}
    >
      <Menu.Target>
        <span aria-hidden style={{ position: 'fixed', left: menu?.x ?? 0, top: menu?.y ?? 0 }} />
      </Menu.Target>
      <Menu.Dropdown>{menu && <Items step={menu.step} commands={commands} />}</Menu.Dropdown>
    </Menu>
  );
}

function Items({ step, commands }: { step: string; commands: FlowCommands }) {
  const item = (label: string, keys: string, act: () => unknown, danger = false): ReactNode => (
    <Menu.Item key={label} rightSection={<kbd>{keys}</kbd>} color={danger ? 'red' : undefined} onClick={act}>
      {label}
    </Menu.Item>
  );
  return (
    <>
      {item('Move up', 'Alt ↑', () => commands.moveBy(step, -1))}
      {item('Move down', 'Alt ↓', () => commands.moveBy(step, 1))}
      <Menu.Divider />
      {item('Copy', 'Ctrl C', () => commands.copy(step))}
      {item('Cut', 'Ctrl X', () => commands.cut(step))}
      {item('Paste after', 'Ctrl V', () => commands.paste(step))}
      {item('Duplicate', 'Ctrl D', () => commands.duplicate(step))}
      <Menu.Divider />
      {item('Delete', 'Delete', () => commands.remove(step), true)}
    </>
  );
}
