/** The tree in the left rail: virtual, keyboard-led, with a menu on every row. */

import { Button, TextInput } from '@mantine/core';
import { IconFolderPlus, IconSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { treeKey } from '@/domain/tree/tree';
import type { NodeId, TreeNode } from '@/shared/api/types';
import { addressOf, nodeAt } from '@/shared/routes';
import { Empty, Failure, Loading } from '@/shared/ui/states';
import { useTree } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { AssetMenu, type MenuPlace } from './AssetMenu';
import { useDialogs } from './dialogs';
import classes from './Tree.module.css';
import { TreeRow } from './TreeRow';
import { useTreeDrag } from './useTreeDrag';
import { useTreeState } from './useTreeState';

const ROW = 28;
const NO_NODES: TreeNode[] = [];

export function Tree() {
  const { id: ws, canEdit } = useWorkspace();
  const query = useTree();
  const nodes = query.data?.nodes ?? NO_NODES;
  const [location, navigate] = useLocation();
  const selected = nodeAt(location);
  const [search, setSearch] = useState('');
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const state = useTreeState(ws, nodes, search, selected);
  const openDialog = useDialogs((dialogs) => dialogs.open);
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: state.rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const drag = useTreeDrag(nodes);
  const open = (node: TreeNode) => navigate(addressOf(ws, node.node));

  const focusedIndex = state.rows.findIndex((row) => row.node.node === state.focused);
  useEffect(() => {
    if (focusedIndex >= 0) virtual.scrollToIndex(focusedIndex, { align: 'auto' });
  }, [focusedIndex, virtual]);

  const rowOf = (node: NodeId) => scroll.current?.querySelector<HTMLElement>(`[data-node="${node}"]`);

  function focusRow(node: NodeId) {
    state.setFocused(node);
    requestAnimationFrame(() => rowOf(node)?.focus());
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.target instanceof HTMLElement && event.target.closest('button')) return;
    const current = state.rows[focusedIndex]?.node;
    const move = treeKey(event.key, state.rows, state.focused);
    if (move) {
      event.preventDefault();
      if (move.select) focusRow(move.select);
      if (move.expand) state.toggle(move.expand, true);
      if (move.collapse) state.toggle(move.collapse, false);
    } else if (current) onCommand(event, current);
  }

  function onCommand(event: KeyboardEvent, node: TreeNode) {
    if (event.key === 'Enter' || event.key === ' ') open(node);
    else if (event.key === 'F2' && canEdit) openDialog({ type: 'rename', node });
    else if (event.key === 'Delete' && canEdit) openDialog({ type: 'delete', node });
    else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10'))
      showMenuBelow(event, node);
    else return;
    event.preventDefault();
  }

  function showMenuBelow(event: KeyboardEvent, node: TreeNode) {
    const box = (event.target as HTMLElement).getBoundingClientRect();
    // The menu would take this very key for one outside of it, and close again.
    requestAnimationFrame(() => setMenu({ node, x: box.left + 24, y: box.bottom }));
  }

  /** At once, so that a dialog which the menu opens gives the focus back to the row as well. */
  function closeMenu() {
    if (menu?.node) rowOf(menu.node.node)?.focus();
    setMenu(null);
  }

  return (
    <>
      <TextInput
        mx={10}
        mb={6}
        size="xs"
        placeholder="Find in the tree"
        aria-label="Find in the tree"
        leftSection={<IconSearch size={14} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setSearch('');
          if (event.key === 'ArrowDown' && state.rows[0]) focusRow(state.rows[0].node.node);
        }}
      />
      {query.isPending && <Loading rows={8} label="Loading the tree" />}
      {query.error && !query.data && <Failure error={query.error} retry={query.refetch} />}
      {query.data && nodes.length === 0 && <EmptyTree />}
      {query.data && nodes.length > 0 && state.rows.length === 0 && (
        <Empty icon={<IconSearch size={20} />} title="Nothing of that name">
          No folder, program or asset is called like this.
        </Empty>
      )}
      <div
        ref={scroll}
        className={classes.tree}
        data-drop={drag.over === 'root' || undefined}
        onDragOver={(event) => drag.hover(event, null)}
        onDrop={(event) => drag.drop(event, null)}
        role="tree"
        aria-label="Programs and assets"
        tabIndex={focusedIndex < 0 ? 0 : -1}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          event.preventDefault();
          setMenu({ node: null, x: event.clientX, y: event.clientY });
        }}
      >
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
          {virtual.getVirtualItems().map((item) => {
            const row = state.rows[item.index];
            if (!row) return null;
            return (
              <TreeRow
                key={row.node.node}
                row={row}
                top={item.start}
                selected={row.node.node === selected}
                tabbable={row.node.node === state.focused}
                onFocus={() => state.setFocused(row.node.node)}
                onOpen={() => open(row.node)}
                onToggle={() => state.toggle(row.node.node)}
                onMenu={(x, y) => setMenu({ node: row.node, x, y })}
                drag={drag}
              />
            );
          })}
        </div>
      </div>
      <AssetMenu place={menu} onClose={closeMenu} onOpen={open} />
    </>
  );
}

function EmptyTree() {
  const { canEdit } = useWorkspace();
  const open = useDialogs((state) => state.open);
  return (
    <Empty
      icon={<IconFolderPlus size={20} />}
      title="No programs yet"
      action={
        canEdit && (
          <Button onClick={() => open({ type: 'create', kind: 'program', parent: null })}>New Program</Button>
        )
      }
    >
      A program holds the campaigns, lists and tokens of one marketing effort.
    </Empty>
  );
}
