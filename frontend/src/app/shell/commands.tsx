/** The commands of the palette. */

import { useMantineColorScheme } from '@mantine/core';
import type { SpotlightActionData } from '@mantine/spotlight';
import {
  IconCalendar,
  IconDatabaseImport,
  IconHome,
  IconKeyboard,
  IconListCheck,
  IconLogout,
  IconMoon,
  IconSettings,
  IconStack2,
  IconSun,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { homeFor } from '@/domain/tree/tree';
import { useDialogs } from '@/features/tree/dialogs';
import { useNodes } from '@/features/workspace/queries';
import { useWorkspace } from '@/features/workspace/WorkspaceContext';
import { signOut } from '@/shared/api/signOut';
import type { NodeKind } from '@/shared/api/types';
import { nodeAt, routes } from '@/shared/routes';
import { ASSET_LABELS, AssetIcon } from '@/shared/ui/assetLook';
import { openShortcuts } from './shortcuts';

const NEW: NodeKind[] = ['program', 'folder', 'campaign', 'smart_list', 'list', 'email', 'form'];

export function useCommands(): SpotlightActionData[] {
  return [...useNewCommands(), ...usePlaceCommands(), ...useLookCommands()];
}

function command(label: string, icon: ReactNode, onClick: () => void): SpotlightActionData {
  return { id: `command:${label}`, label, leftSection: icon, onClick };
}

function useNewCommands(): SpotlightActionData[] {
  const { canEdit } = useWorkspace();
  const open = useDialogs((state) => state.open);
  const nodes = useNodes();
  const [location] = useLocation();
  if (!canEdit) return [];
  const here = homeFor(nodes, nodeAt(location));
  return NEW.map((kind) =>
    command(`New ${ASSET_LABELS(kind)}`, <AssetIcon kind={kind} size={18} decorative />, () =>
      open({ type: 'create', kind, parent: kind === 'program' ? null : here }),
    ),
  );
}

function usePlaceCommands(): SpotlightActionData[] {
  const { id: ws } = useWorkspace();
  const [, navigate] = useLocation();
  return [
    command('Go to Overview', <IconHome size={18} />, () => navigate(routes.home(ws))),
    command('Go to People', <IconUsers size={18} />, () => navigate(routes.people(ws))),
    command('Import people', <IconDatabaseImport size={18} />, () => navigate(routes.newImport(ws))),
    command('Go to Agenda', <IconCalendar size={18} />, () => navigate(routes.agenda(ws))),
    command('Go to Queue', <IconStack2 size={18} />, () => navigate(routes.queue(ws))),
    command('Go to Fields', <IconListCheck size={18} />, () => navigate(routes.fields(ws))),
    command('Go to Admin', <IconSettings size={18} />, () => navigate(routes.admin(ws))),
  ];
}

function useLookCommands(): SpotlightActionData[] {
  const { setColorScheme } = useMantineColorScheme();
  return [
    command('Light theme', <IconSun size={18} />, () => setColorScheme('light')),
    command('Dark theme', <IconMoon size={18} />, () => setColorScheme('dark')),
    command('Keyboard shortcuts', <IconKeyboard size={18} />, openShortcuts),
    command('Sign out', <IconLogout size={18} />, signOut),
  ];
}
