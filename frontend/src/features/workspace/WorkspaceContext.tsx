/** The workspace that the address names, and what its person may do there. */

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Me, Role, WorkspaceRef } from '@/shared/api/types';

export type Here = WorkspaceRef & {
  me: Me;
  canEdit: boolean;
  isAdmin: boolean;
  /** Why a control is out of reach, for its tooltip. */
  whyNot: string | null;
};

const WorkspaceContext = createContext<Here | null>(null);

export function WorkspaceProvider({
  me,
  workspace,
  children,
}: {
  me: Me;
  workspace: WorkspaceRef;
  children: ReactNode;
}) {
  const here = useMemo(() => hereFor(me, workspace), [me, workspace]);
  return <WorkspaceContext value={here}>{children}</WorkspaceContext>;
}

export function hereFor(me: Me, workspace: WorkspaceRef): Here {
  const role: Role | null = workspace.role ?? (me.is_superuser ? 'admin' : null);
  const canEdit = me.is_superuser || role === 'admin' || role === 'marketer';
  const isAdmin = me.is_superuser || role === 'admin';
  const whyNot = canEdit
    ? null
    : 'You are a viewer of this workspace: you see everything and change nothing.';
  return { ...workspace, role, me, canEdit, isAdmin, whyNot };
}

export function useWorkspace(): Here {
  const here = useContext(WorkspaceContext);
  if (!here) throw new Error('No workspace around this component');
  return here;
}
