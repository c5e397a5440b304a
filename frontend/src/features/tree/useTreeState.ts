/** Which parts of the tree are open, and which row the keyboard stands on. */

import { useEffect, useMemo, useState } from 'react';
import { ancestors, matching, type Row, visibleRows } from '@/domain/tree/tree';
import type { NodeId, TreeNode } from '@/shared/api/types';
import { useStored } from '@/shared/hooks/useStored';

export type TreeState = {
  rows: Row[];
  focused: NodeId | null;
  setFocused: (node: NodeId | null) => void;
  toggle: (node: NodeId, open?: boolean) => void;
};

export function useTreeState(
  ws: number,
  nodes: TreeNode[],
  search: string,
  selected: NodeId | null,
): TreeState {
  const [open, setOpen] = useStored<NodeId[]>(`tree-open-${ws}`, []);
  const [focused, setFocused] = useState<NodeId | null>(null);

  const way = selected ? ancestors(nodes, selected).map(({ node }) => node) : [];
  // Coming by a deep link, or moved, the way to the thing opens; closing it again by hand stays possible.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new selection or place may open anything
  useEffect(() => {
    if (!selected) return;
    setFocused(selected);
    if (way.some((node) => !open.includes(node))) setOpen([...new Set([...open, ...way])]);
  }, [selected, way.join()]);

  const rows = useMemo(() => {
    const shown = matching(nodes, search);
    const expanded = search.trim() ? shown.map(({ node }) => node) : open;
    return visibleRows(shown, new Set(expanded));
  }, [nodes, search, open]);

  function toggle(node: NodeId, to?: boolean) {
    const isOpen = open.includes(node);
    if (to === isOpen) return;
    setOpen(isOpen ? open.filter((each) => each !== node) : [...open, node]);
  }

  return { rows, focused, setFocused, toggle };
}
