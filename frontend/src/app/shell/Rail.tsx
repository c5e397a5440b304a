/** The left rail: workspace, search, tree, the other places, and who is signed in. */

import { ActionIcon, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import {
  IconCalendar,
  IconDatabaseImport,
  IconHome,
  IconListCheck,
  IconPlus,
  IconSearch,
  IconSettings,
  IconStack2,
  IconUsers,
  IconWorld,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { homeFor } from '@/domain/tree/tree';
import { Bell } from '@/features/notices/Bell';
import { useDialogs } from '@/features/tree/dialogs';
import { Tree } from '@/features/tree/Tree';
import { useNodes } from '@/features/workspace/queries';
import { useWorkspace } from '@/features/workspace/WorkspaceContext';
import type { NodeKind } from '@/shared/api/types';
import { nodeAt, routes } from '@/shared/routes';
import { AssetIcon } from '@/shared/ui/assetLook';
import classes from './Shell.module.css';
import { UserMenu } from './UserMenu';
import { WorkspaceSwitcher } from './WorkspaceSwitcher';

export function Rail({ splitter }: { splitter: ReactNode }) {
  const { id: ws } = useWorkspace();
  return (
    <aside className={classes.rail} aria-label="Workspace">
      <div className={classes.top}>
        <WorkspaceSwitcher />
        <Bell />
        <NewButton />
      </div>
      <UnstyledButton className={classes.search} onClick={spotlight.open}>
        <IconSearch size={15} aria-hidden /> Search or command <kbd>Ctrl K</kbd>
      </UnstyledButton>
      <Tree />
      <nav className={classes.foot} aria-label="Places">
        <Place href={routes.home(ws)} icon={<IconHome size={16} />} label="Overview" />
        <Place href={routes.people(ws)} icon={<IconUsers size={16} />} label="People" />
        <Place href={routes.imports(ws)} icon={<IconDatabaseImport size={16} />} label="Imports" />
        <Place href={routes.agenda(ws)} icon={<IconCalendar size={16} />} label="Agenda" />
        <Place href={routes.queue(ws)} icon={<IconStack2 size={16} />} label="Queue" />
        <Place href={routes.fields(ws)} icon={<IconListCheck size={16} />} label="Fields" />
        <Place href={routes.web(ws)} icon={<IconWorld size={16} />} label="Web" />
        <Place href={routes.admin(ws)} icon={<IconSettings size={16} />} label="Admin" />
        <UserMenu />
      </nav>
      {splitter}
    </aside>
  );
}

function Place({ href, icon, label }: { href: string; icon: ReactNode; label: string }) {
  const [location] = useLocation();
  const isHere = location === href || (href.split('/').length > 3 && location.startsWith(`${href}/`));
  return (
    <Link href={href} className={classes.place} aria-current={isHere ? 'page' : undefined}>
      {icon}
      {label}
    </Link>
  );
}

const NEW: [NodeKind, string][] = [
  ['program', 'New Program'],
  ['folder', 'New Folder'],
  ['campaign', 'New Smart Campaign'],
  ['smart_list', 'New Smart List'],
  ['list', 'New List'],
  ['email', 'New Email'],
  ['form', 'New Form'],
];

function NewButton() {
  const { canEdit, whyNot } = useWorkspace();
  const [location] = useLocation();
  const open = useDialogs((state) => state.open);
  const nodes = useNodes();
  const parent = homeFor(nodes, nodeAt(location));
  return (
    <Menu position="bottom-start" width={210}>
      <Menu.Target>
        <Tooltip label={whyNot ?? 'New'}>
          <ActionIcon variant="light" size={30} aria-label="New" disabled={!canEdit}>
            <IconPlus size={17} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {NEW.map(([kind, label]) => (
          <Menu.Item
            key={kind}
            leftSection={<AssetIcon kind={kind} decorative />}
            onClick={() => open({ type: 'create', kind, parent: kind === 'program' ? null : parent })}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
