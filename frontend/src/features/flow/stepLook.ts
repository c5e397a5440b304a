/** Icon and colour of each step: by role, and never colour alone. */

import {
  IconArrowsShuffle,
  IconArrowsSplit,
  IconBellRinging,
  IconChecklist,
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
  IconTableOptions,
  IconTrendingUp,
  IconUserShare,
  IconUserX,
  IconWebhook,
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
  change_program_member_data: IconTableOptions,
  change_person_partition: IconArrowsShuffle,
  change_owner: IconUserShare,
  create_task: IconChecklist,
  delete_person: IconUserX,
  send_alert: IconBellRinging,
  call_webhook: IconWebhook,
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
