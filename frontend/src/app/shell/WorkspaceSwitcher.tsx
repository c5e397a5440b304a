import { Avatar, Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconSelector, IconSettings } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useWorkspace } from '@/features/workspace/WorkspaceContext';
import { routes } from '@/shared/routes';
import classes from './Switcher.module.css';

export function WorkspaceSwitcher() {
  const { id, name, me, role } = useWorkspace();
  const [, navigate] = useLocation();
  return (
    <Menu width={260} position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={classes.switcher}>
          <Avatar size={26} radius="sm" color="iris" variant="filled" aria-hidden>
            {name.slice(0, 1).toUpperCase()}
          </Avatar>
          <span className={classes.words}>
            <span className="visually-hidden">Workspace</span>
            <span className={classes.name}>{name}</span>
            <span className={classes.role}>{role ?? 'no role'}</span>
          </span>
          <IconSelector size={15} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Workspaces</Menu.Label>
        {me.workspaces.map((workspace) => (
          <Menu.Item
            key={workspace.id}
            rightSection={workspace.id === id ? <IconCheck size={15} /> : null}
            onClick={() => navigate(routes.home(workspace.id))}
          >
            {workspace.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconSettings size={15} />} onClick={() => navigate(routes.admin(id))}>
          Workspaces and roles
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
