/** Which dialog of the tree is open, and for what. */

import { create } from 'zustand';
import type { NodeId, NodeKind, TreeNode } from '@/shared/api/types';

export type Dialog =
  | { type: 'create'; kind: NodeKind; parent: NodeId | null }
  | { type: 'clone'; node: TreeNode }
  | { type: 'move'; node: TreeNode; to?: NodeId | null }
  | { type: 'workspace'; node: TreeNode }
  | { type: 'rename'; node: TreeNode }
  | { type: 'archive'; node: TreeNode }
  | { type: 'delete'; node: TreeNode };

type State = { dialog: Dialog | null; open: (dialog: Dialog) => void; close: () => void };

export const useDialogs = create<State>((set) => ({
  dialog: null,
  open: (dialog) => set({ dialog }),
  close: () => set({ dialog: null }),
}));
