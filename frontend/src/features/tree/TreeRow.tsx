import { ActionIcon } from '@mantine/core';
import { IconArchive, IconChevronRight, IconDots } from '@tabler/icons-react';
import type { Row } from '@/domain/tree/tree';
import { AssetIcon, lookOf, STATUS_WORDS } from '@/shared/ui/assetLook';
import classes from './Tree.module.css';
import type { TreeDrag } from './useTreeDrag';

type Props = {
  row: Row;
  top: number;
  selected: boolean;
  tabbable: boolean;
  onFocus: () => void;
  onOpen: () => void;
  onToggle: () => void;
  onMenu: (x: number, y: number) => void;
  drag: TreeDrag;
};

const SHOWN = new Set(['active', 'running', 'waiting', 'invalid']);

export function TreeRow(props: Props) {
  const { row, top, selected, tabbable, onFocus, onOpen, onToggle, onMenu, drag } = props;
  const { node, level, hasChildren, expanded } = row;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it hears the keys
    <div
      className={classes.row}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 4 + (level - 1) * 14 }}
      role="treeitem"
      aria-label={node.name}
      aria-description={lookOf(node.kind, node.campaign_kind).label}
      aria-level={level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={hasChildren ? expanded : undefined}
      aria-selected={selected}
      tabIndex={tabbable ? 0 : -1}
      data-node={node.node}
      data-drop={drag.over === node.node || undefined}
      draggable={drag.canDrag}
      onDragStart={(event) => drag.start(event, node)}
      onDragOver={(event) => drag.hover(event, node)}
      onDrop={(event) => drag.drop(event, node)}
      onDragEnd={drag.end}
      onFocus={onFocus}
      onClick={onOpen}
      onDoubleClick={onToggle}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onMenu(event.clientX, event.clientY);
      }}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: arrow keys do this in the tree */}
      <span
        className={classes.twist}
        data-open={expanded || undefined}
        onClick={(event) => {
          if (!hasChildren) return;
          event.stopPropagation();
          onToggle();
        }}
      >
        {hasChildren && <IconChevronRight size={14} aria-hidden />}
      </span>
      <AssetIcon kind={node.kind} campaignKind={node.campaign_kind} />
      <span className={classes.name} title={node.name}>
        {node.name}
      </span>
      {node.archived && (node.kind === 'program' || node.kind === 'folder') && (
        <IconArchive size={14} role="img" aria-label="Archived" />
      )}
      {node.fault ? (
        <StatusDot status="invalid" why={node.fault} />
      ) : (
        node.status && SHOWN.has(node.status) && <StatusDot status={node.status} />
      )}
      <ActionIcon
        className={classes.kebab}
        variant="subtle"
        color="gray"
        size={22}
        tabIndex={-1}
        aria-label={`Actions for ${node.name}`}
        onClick={(event) => {
          event.stopPropagation();
          const box = event.currentTarget.getBoundingClientRect();
          onMenu(box.left, box.bottom);
        }}
      >
        <IconDots size={15} />
      </ActionIcon>
    </div>
  );
}

function StatusDot({ status, why }: { status: keyof typeof STATUS_WORDS; why?: string }) {
  const { label, color } = STATUS_WORDS[status];
  return (
    <span
      className={classes.status}
      style={{ background: `var(--mantine-color-${color}-6)` }}
      role="img"
      aria-label={label}
      title={why ? `${label}: ${why}` : label}
    />
  );
}
