import { describe, expect, it } from 'vitest';
import type { NodeId, NodeKind, TreeNode } from '@/shared/api/types';
import { ancestors, homeFor, matching, pathWords, places, treeKey, visibleRows } from './tree';

const node = (id: NodeId, name: string, parent: NodeId | null, in_program = false): TreeNode => ({
  node: id,
  kind: id.split(':')[0] as NodeKind,
  id: Number(id.split(':')[1]),
  name,
  parent,
  in_program,
});
const nodes = [
  node('campaign:1', 'Welcome', 'program:1', true),
  node('program:1', 'Spring', 'folder:1'),
  node('folder:1', 'Europe', null),
  node('list:1', 'Customers', null),
  node('folder:2', 'Inside', 'program:1', true),
  node('campaign:10', 'Step 10', 'folder:2', true),
  node('campaign:2', 'Step 2', 'folder:2', true),
];
const names = (open: string[]) => visibleRows(nodes, new Set(open)).map((row) => row.node.name);

describe('visibleRows', () => {
  it('shows the top when everything is closed', () => {
    expect(names([])).toEqual(['Europe', 'Customers']);
  });

  it('shows folders first, then programs and campaigns, numbers in their order', () => {
    expect(names(['folder:1', 'program:1', 'folder:2'])).toEqual([
      'Europe',
      'Spring',
      'Inside',
      'Step 2',
      'Step 10',
      'Welcome',
      'Customers',
    ]);
  });

  it('keeps a node whose parent is unknown in sight', () => {
    expect(visibleRows([node('list:9', 'Lost', 'folder:99')], new Set()).map((row) => row.node.name)).toEqual(
      ['Lost'],
    );
  });
});

describe('treeKey', () => {
  const rows = visibleRows(nodes, new Set(['folder:1']));
  it.each([
    ['ArrowDown', 'folder:1', { select: 'program:1' }],
    ['ArrowUp', 'folder:1', { select: 'folder:1' }],
    ['ArrowRight', 'program:1', { expand: 'program:1' }],
    ['ArrowRight', 'folder:1', { select: 'program:1' }],
    ['ArrowLeft', 'folder:1', { collapse: 'folder:1' }],
    ['ArrowLeft', 'program:1', { select: 'folder:1' }],
    ['End', 'folder:1', { select: 'list:1' }],
  ] as const)('%s on %s', (key, current, expected) => {
    expect(treeKey(key, rows, current)).toEqual(expected);
  });

  it('leaves other keys alone', () => {
    expect(treeKey('x', rows, 'folder:1')).toBeNull();
  });
});

describe('places', () => {
  it('never offers a folder its own inside', () => {
    expect(places(nodes, { kind: 'folder', node: 'folder:1' })).toEqual([]);
  });

  it('offers no program and no folder of a program for a program', () => {
    expect(places(nodes, { kind: 'program' }).map((place) => place.name)).toEqual(['Europe']);
  });

  it('offers all of them for a campaign', () => {
    expect(places(nodes, { kind: 'campaign' }).map((place) => place.node)).toEqual([
      'program:1',
      'folder:1',
      'folder:2',
    ]);
  });
});

it('finds by name and shows the way', () => {
  expect(matching(nodes, 'welc').map(({ name }) => name)).toEqual(['Welcome', 'Spring', 'Europe']);
});

it('names the way to a thing', () => {
  expect(pathWords(nodes, 'campaign:2')).toBe('Europe / Spring / Inside / Step 2');
  expect(ancestors(nodes, 'folder:1')).toEqual([]);
});

it('puts new things into the folder or program, beside anything else', () => {
  expect(homeFor(nodes, 'program:1')).toBe('program:1');
  expect(homeFor(nodes, 'campaign:1')).toBe('program:1');
  expect(homeFor(nodes, null)).toBeNull();
});
