/** The context menu of the tree: by right click, kebab button or menu key. */

import { Menu } from '@mantine/core';
import {
  IconArchive,
  IconArchiveOff,
  IconArrowRight,
  IconBuilding,
  IconCopy,
  IconCursorText,
  IconFolderSymlink,
  IconTrash,
} from '@tabler/icons-react';
import { homeFor } from '@/domain/tree/tree';
import type { NodeKind, TreeNode } from '@/shared/api/types';
import { AssetIcon } from '@/shared/ui/assetLook';
import { useNodes } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { useDialogs } from './dialogs';

export type MenuPlace = { node: TreeNode | null; x: number; y: number };

const NEW: { kind: NodeKind; label: string }[] = [
  { kind: 'program', label: 'New Program' },
  { kind: 'folder', label: 'New Folder' },
  { kind: 'campaign', label: 'New Smart Campaign' },
  { kind: 'smart_list', label: 'New Smart List' },
  { kind: 'list', label: 'New List' },
  { kind: 'email', label: 'New Email' },
  { kind: 'form', label: 'New Form' },
];

type Props = { place: MenuPlace | null; onClose: () => void; onOpen: (node: TreeNode) => void };

export function AssetMenu({ place, onClose, onOpen }: Props) {
  return (
    <Menu
      key={place ? `${place.node?.node}@${place.x},${place.y}` : 'closed'}
      opened={place !== null}
      onClose={onClose}
      position="bottom-start"
      offset={2}
      width={220}
      returnFocus
      aria-label={place?.node ? `Actions for ${place.node.name}` : 'Actions for the workspace'}
    >
      <Menu.Target>
        <span aria-hidden style={{ position: 'fixed', left: place?.x ?? 0, top: place?.y ?? 0 }} />
      </Menu.Target>
      <Menu.Dropdown>{place && <Items node={place.node} onOpen={onOpen} />}</Menu.Dropdown>
    </Menu>
  );
}

function Items({ node, onOpen }: { node: TreeNode | null; onOpen: (node: TreeNode) => void }) {
  const { canEdit, whyNot } = useWorkspace();
  const open = useDialogs((state) => state.open);
  const parent = homeFor(useNodes(), node?.node ?? null);
  const offered = NEW.filter(({ kind }) => kind !== 'program' || !insideProgram(node));
  return (
    <>
      {node && (
        <Menu.Item leftSection={<IconArrowRight size={16} />} onClick={() => onOpen(node)}>
          Open
        </Menu.Item>
      )}
      {whyNot && <Menu.Label>{whyNot}</Menu.Label>}
      {canEdit && (
        <>
          {node && <Menu.Divider />}
          {offered.map(({ kind, label }) => (
            <Menu.Item
              key={kind}
              leftSection={<AssetIcon kind={kind} decorative />}
              onClick={() => open({ type: 'create', kind, parent })}
            >
              {label}
            </Menu.Item>
          ))}
          {node && !node.system && <Changes node={node} />}
        </>
      )}
    </>
  );
}

function insideProgram(node: TreeNode | null): boolean {
  return node !== null && (node.kind === 'program' || node.in_program);
}

function Changes({ node }: { node: TreeNode }) {
  const open = useDialogs((state) => state.open);
  const { me } = useWorkspace();
  const isHolder = node.kind === 'program' || (node.kind === 'folder' && !node.in_program);
  return (
    <>
      <Menu.Divider />
      {(node.kind === 'campaign' || node.kind === 'program') && (
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => open({ type: 'clone', node })}>
          Clone
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconFolderSymlink size={16} />} onClick={() => open({ type: 'move', node })}>
        Move
      </Menu.Item>
      {isHolder && me.workspaces.length > 1 && (
        <Menu.Item leftSection={<IconBuilding size={16} />} onClick={() => open({ type: 'workspace', node })}>
          Move to workspace…
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconCursorText size={16} />}
        rightSection={<kbd>F2</kbd>}
        onClick={() => open({ type: 'rename', node })}
      >
        Rename
      </Menu.Item>
      {isHolder && (
        <Menu.Item
          leftSection={node.archived ? <IconArchiveOff size={16} /> : <IconArchive size={16} />}
          onClick={() => open({ type: 'archive', node })}
        >
          {node.archived ? 'Bring back from archive' : 'Archive'}
        </Menu.Item>
      )}
      <Menu.Item
        color="var(--bad)"
        leftSection={<IconTrash size={16} />}
        onClick={() => open({ type: 'delete', node })}
      >
        Delete
      </Menu.Item>
    </>
  );
}
