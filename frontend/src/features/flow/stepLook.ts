/** Icon and colour of each step: by role, and never colour alone. */

import {
  IconArrowsSplit,
  IconClockPause,
  IconDatabaseEdit,
  IconDoorExit,
  IconFilter,
  IconListCheck,
  IconMail,
  IconPlayerTrackNext,
  IconPlaylistAdd,
  IconPlaylistX,
  IconPuzzle,
  IconSend,
  IconSparkles,
  IconTrendingUp,
} from '@tabler/icons-react';

type Icon = typeof IconMail;

const BY_KIND: { [kind: string]: Icon } = {
  change_data_value: IconDatabaseEdit,
  change_score: IconTrendingUp,
  add_to_list: IconPlaylistAdd,
  remove_from_list: IconPlaylistX,
  change_program_status: IconPlayerTrackNext,
  interesting_moment: IconSparkles,
  wait: IconClockPause,
  remove_from_flow: IconDoorExit,
  request_campaign: IconSend,
  execute_campaign: IconPuzzle,
};

const BY_ROLE: { [role: string]: Icon } = {
  entry: IconFilter,
  data: IconDatabaseEdit,
  message: IconMail,
  wait: IconClockPause,
  campaign: IconArrowsSplit,
  membership: IconListCheck,
  exit: IconDoorExit,
};

export function stepIcon(kind: string, role: string): Icon {
  return BY_KIND[kind] ?? BY_ROLE[role] ?? IconDatabaseEdit;
}

const ROLES = new Set(Object.keys(BY_ROLE));

export function roleColor(role: string): string {
  return `var(--role-${ROLES.has(role) ? role : 'data'})`;
}
