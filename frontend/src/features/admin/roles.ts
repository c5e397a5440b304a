/** The roles that somebody can have in a workspace. */

import type { Role } from '@/shared/api/types';

export const ROLES: { value: Role; label: string }[] = [
  { value: 'admin', label: 'Admin' },
  { value: 'marketer', label: 'Marketer' },
  { value: 'viewer', label: 'Viewer' },
];
