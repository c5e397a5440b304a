/** The tree of a workspace: nested, ordered, and flattened to the rows that show. */

import type { NodeId, NodeKind, TreeNode } from '@/shared/api/types';

export type Row = {
  node: TreeNode;
  level: number;
  hasChildren: boolean;
  expanded: boolean;
  position: number;
  siblings: number;
};

const ORDER: Record<NodeKind, number> = {
  folder: 0,
  program: 1,
  campaign: 2,
  smart_list: 3,
  list: 4,
  email: 5,
  form: 6,
};
const byKindAndName = (a: TreeNode, b: TreeNode) =>
  ORDER[a.kind] - ORDER[b.kind] ||
  a.name.localeCompare(b.name, undefined, { numeric: true, sensitivity: 'base' });

type ByParent = Map<NodeId | null, TreeNode[]>;

function childrenByParent(nodes: readonly TreeNode[]): ByParent {
  const known = new Set(nodes.map(({ node }) => node));
  const children: ByParent = new Map();
  for (const node of nodes) {
    const parent = node.parent && known.has(node.parent) ? node.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), node]);
  }
  for (const list of children.values()) list.sort(byKindAndName);
  return children;
}

export function visibleRows(nodes: readonly TreeNode[], expanded: ReadonlySet<string>): Row[] {
  const children = childrenByParent(nodes);
  const rows: Row[] = [];
  const walk = (parent: NodeId | null, level: number) => {
    const siblings = children.get(parent) ?? [];
    siblings.forEach((node, index) => {
      const hasChildren = children.has(node.node);
      const isExpanded = hasChildren && expanded.has(node.node);
      rows.push({
        node,
        level,
        hasChildren,
        expanded: isExpanded,
        position: index + 1,
        siblings: siblings.length,
      });
      if (isExpanded) walk(node.node, level + 1);
    });
  };
  walk(null, 1);
  return rows;
}

/** What a search shows: the nodes whose name matches, and the way to them. */
export function matching(nodes: readonly TreeNode[], search: string): TreeNode[] {
  const wanted = search.trim().toLowerCase();
  if (!wanted) return [...nodes];
  const byId = new Map(nodes.map((node) => [node.node, node]));
  const kept = new Set<string>();
  for (const node of nodes) {
    if (!node.name.toLowerCase().includes(wanted)) continue;
    for (let at: TreeNode | undefined = node; at; at = at.parent ? byId.get(at.parent) : undefined)
      kept.add(at.node);
  }
  return nodes.filter(({ node }) => kept.has(node));
}

export function ancestors(nodes: readonly TreeNode[], id: NodeId): TreeNode[] {
  const byId = new Map(nodes.map((node) => [node.node, node]));
  const above: TreeNode[] = [];
  let parent = byId.get(id)?.parent ?? null;
  while (parent) {
    const node = byId.get(parent);
    if (!node) break;
    above.unshift(node);
    parent = node.parent;
  }
  return above;
}

export type TreeKey = { select?: NodeId; expand?: NodeId; collapse?: NodeId };

/** What an arrow key does in a tree, as screen readers teach it. */
export function treeKey(key: string, rows: readonly Row[], current: NodeId | null): TreeKey | null {
  const at = rows.findIndex((row) => row.node.node === current);
  const row = rows[at];
  const to = (index: number) => {
    const target = rows[Math.max(0, Math.min(index, rows.length - 1))];
    return target ? { select: target.node.node } : null;
  };
  if (key === 'Home') return to(0);
  if (key === 'End') return to(rows.length - 1);
  if (key === 'ArrowDown') return to(at + 1);
  if (key === 'ArrowUp') return to(at < 0 ? 0 : at - 1);
  if (!row) return null;
  if (key === 'ArrowRight') {
    if (row.hasChildren && !row.expanded) return { expand: row.node.node };
    return row.hasChildren ? to(at + 1) : null;
  }
  if (key === 'ArrowLeft') {
    if (row.expanded) return { collapse: row.node.node };
    return row.node.parent ? { select: row.node.parent } : null;
  }
  return null;
}

/** Where a thing may be put: a program holds anything but programs, a folder in a program too. */
export function places(nodes: readonly TreeNode[], moved: { kind: NodeKind; node?: NodeId }): TreeNode[] {
  const isBelowMoved = (node: TreeNode) =>
    node.node === moved.node || ancestors(nodes, node.node).some((above) => above.node === moved.node);
  return nodes.filter((node) => {
    if ((node.kind !== 'folder' && node.kind !== 'program') || node.archived) return false;
    if (moved.kind === 'program' && (node.kind === 'program' || node.in_program)) return false;
    return !isBelowMoved(node);
  });
}

export function pathWords(nodes: readonly TreeNode[], id: NodeId): string {
  const self = nodes.find(({ node }) => node === id);
  return [...ancestors(nodes, id), ...(self ? [self] : [])].map(({ name }) => name).join(' / ');
}

/** New things made from a thing land beside it, from a folder or program inside it. */
export function homeFor(nodes: readonly TreeNode[], id: NodeId | null): NodeId | null {
  const node = nodes.find((one) => one.node === id);
  if (!node) return null;
  return node.kind === 'folder' || node.kind === 'program' ? node.node : node.parent;
}
