import { Menu } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import type { FlowCommands } from './useFlowCommands';

type Props = {
  menu: { step: string; x: number; y: number } | null;
  chosen: readonly string[];
  commands: FlowCommands;
  onClose: () => void;
};

export const StepMenu = memo(function StepMenu({ menu, chosen, commands, onClose }: Props) {
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
      <Menu.Dropdown>
        {menu && <Items ids={chosen.includes(menu.step) ? chosen : [menu.step]} commands={commands} />}
      </Menu.Dropdown>
    </Menu>
  );
});

function Items({ ids, commands }: { ids: readonly string[]; commands: FlowCommands }) {
  const item = (label: string, keys: string, act: () => unknown, danger = false): ReactNode => (
    <Menu.Item key={label} rightSection={<kbd>{keys}</kbd>} color={danger ? 'red' : undefined} onClick={act}>
      {label}
    </Menu.Item>
  );
  return (
    <>
      {item('Move up', 'Alt ↑', () => commands.moveBy(ids, -1))}
      {item('Move down', 'Alt ↓', () => commands.moveBy(ids, 1))}
      <Menu.Divider />
      {item('Copy', 'Ctrl C', () => commands.copy(ids))}
      {item('Cut', 'Ctrl X', () => commands.cut(ids))}
      {item('Paste after', 'Ctrl V', () => commands.paste(ids.at(-1) ?? null))}
      {item('Duplicate', 'Ctrl D', () => commands.duplicate(ids))}
      <Menu.Divider />
      {item('Delete', 'Delete', () => commands.remove(ids), true)}
    </>
  );
}
