/** A row dragged onto a folder or a program asks whether to move there; what moves with it is said in the dialog. */

import { type DragEvent, useRef, useState } from 'react';
import { places } from '@/domain/tree/tree';
import type { NodeId, TreeNode } from '@/shared/api/types';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { useDialogs } from './dialogs';

export type TreeDrag = ReturnType<typeof useTreeDrag>;

export function useTreeDrag(nodes: readonly TreeNode[]) {
  const { canEdit } = useWorkspace();
  const open = useDialogs((state) => state.open);
  const dragged = useRef<TreeNode | null>(null);
  const [over, setOver] = useState<NodeId | 'root' | null>(null);

  /** Where it would come to lie: `undefined` where it can't, or lies already. */
  function target(row: TreeNode | null): NodeId | null | undefined {
    const node = dragged.current;
    if (!node) return undefined;
    const holds = row && (row.kind === 'folder' || row.kind === 'program');
    const parent = row === null ? null : holds ? row.node : row.parent;
    const allowed = parent === null || places(nodes, node).some((place) => place.node === parent);
    return allowed && parent !== node.parent ? parent : undefined;
  }

  function hover(event: DragEvent, row: TreeNode | null) {
    if (!dragged.current) return;
    event.stopPropagation();
    const parent = target(row);
    setOver(parent === undefined ? null : (parent ?? 'root'));
    if (parent !== undefined) event.preventDefault();
  }

  function drop(event: DragEvent, row: TreeNode | null) {
    const node = dragged.current;
    const to = target(row);
    end();
    if (!node || to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    open({ type: 'move', node, to });
  }

  function end() {
    dragged.current = null;
    setOver(null);
  }

  function start(event: DragEvent, node: TreeNode) {
    dragged.current = node;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', node.name);
  }

  return { canDrag: canEdit, over, start, hover, drop, end };
}
