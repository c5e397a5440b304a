import { Avatar, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconKeyboard, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { useWorkspace } from '@/features/workspace/WorkspaceContext';
import { signOut } from '@/shared/api/signOut';
import classes from './Switcher.module.css';
import { openShortcuts } from './shortcuts';

const SCHEMES = [
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
  { value: 'auto', label: 'As the system', icon: IconDeviceDesktop },
] as const;

export function UserMenu() {
  const { me } = useWorkspace();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu width={220} position="right-end">
      <Menu.Target>
        <UnstyledButton className={classes.switcher} w="100%">
          <Avatar
            size={24}
            radius="xl"
            name={me.name || me.email}
            color="iris"
            variant="filled"
            aria-hidden
          />
          <span className={classes.words}>
            <span className={classes.name}>{me.name || me.email}</span>
            <span className="visually-hidden">user menu</span>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.email}</Menu.Label>
        {SCHEMES.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={15} />}
            fw={colorScheme === value ? 650 : undefined}
            aria-current={colorScheme === value || undefined}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={15} />} onClick={openShortcuts}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={signOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
