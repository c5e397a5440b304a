/** The icon and the words of each thing in the tree: never colour alone. */

import {
  IconBolt,
  IconFilter,
  IconFolder,
  IconForms,
  IconListDetails,
  IconMail,
  IconPlayerPlay,
  IconPuzzle,
  IconTargetArrow,
} from '@tabler/icons-react';
import type { CampaignKind, CampaignStatus, NodeKind } from '@/shared/api/types';

type Look = { label: string; icon: typeof IconFolder; color: string };

const ASSETS: Record<NodeKind, Look> = {
  folder: { label: 'Folder', icon: IconFolder, color: 'var(--role-exit)' },
  program: { label: 'Program', icon: IconTargetArrow, color: 'var(--role-message)' },
  campaign: { label: 'Smart Campaign', icon: IconPlayerPlay, color: 'var(--role-data)' },
  smart_list: { label: 'Smart List', icon: IconFilter, color: 'var(--role-entry)' },
  list: { label: 'List', icon: IconListDetails, color: 'var(--role-membership)' },
  form: { label: 'Form', icon: IconForms, color: 'var(--role-entry)' },
  email: { label: 'Email', icon: IconMail, color: 'var(--role-message)' },
};

const CAMPAIGNS: Record<CampaignKind, Look> = {
  executable: { label: 'Executable campaign', icon: IconPuzzle, color: 'var(--role-campaign)' },
  trigger: { label: 'Trigger campaign', icon: IconBolt, color: 'var(--role-wait)' },
  batch: { label: 'Batch campaign', icon: IconPlayerPlay, color: 'var(--role-data)' },
};

export function lookOf(kind: NodeKind, campaignKind?: CampaignKind | null): Look {
  return (kind === 'campaign' && campaignKind && CAMPAIGNS[campaignKind]) || ASSETS[kind];
}

type IconProps = {
  kind: NodeKind;
  campaignKind?: CampaignKind | null;
  size?: number;
  /** The words beside it name the kind already. */
  decorative?: boolean;
};

export function AssetIcon({ kind, campaignKind, size = 16, decorative = false }: IconProps) {
  const look = lookOf(kind, campaignKind);
  const Icon = look.icon;
  return (
    <Icon
      size={size}
      color={look.color}
      stroke={1.8}
      aria-label={decorative ? undefined : look.label}
      aria-hidden={decorative || undefined}
      style={{ flex: 'none' }}
    />
  );
}

export const STATUS_WORDS: Record<CampaignStatus, { label: string; color: string; meaning: string }> = {
  never_run: { label: 'Never run', color: 'gray', meaning: 'Nobody has been through it yet.' },
  scheduled: { label: 'Scheduled', color: 'blue', meaning: 'A run is planned.' },
  active: { label: 'Active', color: 'green', meaning: 'Its triggers let people in.' },
  inactive: { label: 'Inactive', color: 'gray', meaning: 'Its triggers let nobody in.' },
  running: { label: 'Running', color: 'blue', meaning: 'People are going through it now.' },
  waiting: { label: 'Waiting', color: 'yellow', meaning: 'People stand at a Wait step.' },
  has_run: { label: 'Has run', color: 'gray', meaning: 'It has finished before.' },
  invalid: { label: 'Invalid', color: 'red', meaning: 'It has errors and can’t start.' },
};

export const ASSET_LABELS = (kind: NodeKind): string => ASSETS[kind].label;
