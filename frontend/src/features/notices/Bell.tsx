/** The bell: how much is unread, and a way to it. */

import { ActionIcon, Indicator, Tooltip } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { Link } from 'wouter';
import { counted } from '@/shared/format';
import { routes } from '@/shared/routes';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { useUnread } from './queries';

const MOST = 99;

export function Bell() {
  const { id: ws } = useWorkspace();
  const unread = useUnread().data?.unread ?? 0;
  const label = unread > 0 ? `Notifications: ${counted(unread, 'unread', 'unread')}` : 'Notifications';
  return (
    <Tooltip label={label}>
      <Indicator
        disabled={unread === 0}
        label={unread > MOST ? `${MOST}+` : unread}
        size={16}
        color="red"
        offset={4}
      >
        <ActionIcon
          component={Link}
          href={routes.notices(ws)}
          variant="subtle"
          color="gray"
          size={30}
          aria-label={label}
        >
          <IconBell size={17} />
        </ActionIcon>
      </Indicator>
    </Tooltip>
  );
}
