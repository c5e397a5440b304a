import { Avatar, Menu, ScrollArea, TextInput, UnstyledButton } from '@mantine/core';
import { IconCheck, IconSelector, IconSettings } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useWorkspace } from '@/features/workspace/WorkspaceContext';
import { routes } from '@/shared/routes';
import classes from './Switcher.module.css';

/** With more of them a search box stands above. */
const AT_A_GLANCE = 7;

export function WorkspaceSwitcher() {
  const { id, name, me, role } = useWorkspace();
  const [, navigate] = useLocation();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = me.workspaces.filter((each) => each.name.toLowerCase().includes(wanted));
  return (
    <Menu width={260} position="bottom-start" onClose={() => setSearch('')}>
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
        {me.workspaces.length > AT_A_GLANCE && (
          <TextInput
            size="xs"
            m={4}
            placeholder="Find a workspace"
            aria-label="Find a workspace"
            data-autofocus
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && shown[0]) navigate(routes.home(shown[0].id));
            }}
          />
        )}
        <ScrollArea.Autosize mah={340} type="auto">
          {shown.map((workspace) => (
            <Menu.Item
              key={workspace.id}
              rightSection={workspace.id === id ? <IconCheck size={15} /> : null}
              onClick={() => navigate(routes.home(workspace.id))}
            >
              {workspace.name}
            </Menu.Item>
          ))}
        </ScrollArea.Autosize>
        {shown.length === 0 && <Menu.Label>No workspace is called “{search}”.</Menu.Label>}
        <Menu.Divider />
        <Menu.Item leftSection={<IconSettings size={15} />} onClick={() => navigate(routes.admin(id))}>
          Workspaces and roles
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
