/** The canvas: cards in one column, panned and zoomed; the flow itself is changed elsewhere. */

import '@xyflow/react/dist/style.css';
import { useMantineColorScheme } from '@mantine/core';
import {
  Background,
  Controls,
  type OnNodeDrag,
  ReactFlow,
  type ReactFlowInstance,
  useNodesState,
} from '@xyflow/react';
import {
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { insertionAt, toGraph } from '@/domain/flow/graph';
import type { Card } from '@/domain/flow/picture';
import { useSteady } from '@/shared/hooks/useSteady';
import {
  type CanvasHere,
  CanvasProvider,
  DropProvider,
  type Selection,
  SelectionProvider,
} from './CanvasContext';
import classes from './FlowCanvas.module.css';
import { type CanvasEdge, EDGE_TYPES } from './InsertEdge';
import { type CanvasNode, type Entry, NODE_TYPES } from './nodes';
import { useShownSelection } from './useShownSelection';

export const STEP_DRAG = 'application/x-flow-step';

export type CanvasEdits = {
  insertAt: (at: number) => void;
  dropKind: (kind: string, at: number) => void;
  moveTo: (step: string, at: number) => void;
  menu: (step: string, x: number, y: number) => void;
};

type Props = Selection &
  Pick<CanvasHere, 'onSelect' | 'onToggle' | 'onOpenCampaign'> & {
    cards: Card[];
    entry: Entry;
    label: string;
    edits?: CanvasEdits;
    onKeyDown?: (event: KeyboardEvent) => void;
    children?: ReactNode;
  };

export function FlowCanvas(props: Props) {
  const { cards, entry, edits, selected, chosen, onSelect, onToggle, onOpenCampaign } = props;
  const { colorScheme } = useMantineColorScheme();
  const box = useRef<HTMLDivElement>(null);
  const [flow, setFlow] = useState<ReactFlowInstance<CanvasNode, CanvasEdge> | null>(null);
  const [dropAt, setDropAt] = useState<number | null>(null);
  const graph = useMemo(() => toGraph(cards, entry.words.length), [cards, entry.words.length]);
  const isMovable = edits !== undefined;
  const drawn = useMemo(() => nodesOf(cards, graph, entry, isMovable), [cards, graph, entry, isMovable]);
  const [nodes, setNodes, onNodesChange] = useNodesState<CanvasNode>(drawn);
  const edges = useMemo<CanvasEdge[]>(
    () =>
      graph.edges.map(({ id, source, target, at }) => ({ id, source, target, type: 'insert', data: { at } })),
    [graph],
  );
  // What React Flow has measured stays, or every edit would make the cards flicker.
  useEffect(() => setNodes((old) => withMeasures(drawn, old)), [drawn, setNodes]);
  useShownSelection(flow, box, graph, selected);

  const here = useMemo<CanvasHere>(
    () => ({
      onSelect,
      onToggle,
      onOpenCampaign,
      onInsert: edits?.insertAt ?? null,
      onMenu: edits?.menu ?? null,
    }),
    [onSelect, onToggle, onOpenCampaign, edits],
  );
  const selection = useMemo<Selection>(() => ({ selected, chosen }), [selected, chosen]);

  const placeUnder = (event: DragEvent) =>
    insertionAt(graph, flow?.screenToFlowPosition({ x: event.clientX, y: event.clientY }).y ?? 0);

  function onDragOver(event: DragEvent) {
    if (!edits || !event.dataTransfer.types.includes(STEP_DRAG)) return;
    event.preventDefault();
    setDropAt(placeUnder(event));
  }

  function onDrop(event: DragEvent) {
    const kind = event.dataTransfer.getData(STEP_DRAG);
    setDropAt(null);
    if (!kind || !edits) return;
    event.preventDefault();
    edits.dropKind(kind, placeUnder(event));
  }

  const middle = (node: CanvasNode) => node.position.y + (node.height ?? 0) / 2;
  // Steady, since React Flow wakes all its cards when a handler is another one.
  const onNodeDrag = useSteady<Parameters<OnNodeDrag<CanvasNode>>, void>((_, node) =>
    setDropAt(insertionAt(graph, middle(node))),
  );
  const onNodeDragStop = useSteady<Parameters<OnNodeDrag<CanvasNode>>, void>((_, node) => {
    setDropAt(null);
    setNodes((old) => withMeasures(drawn, old));
    edits?.moveTo(node.id, insertionAt(graph, middle(node)));
  });
  const onPaneClick = useCallback(() => onSelect(null), [onSelect]);

  return (
    <section
      ref={box}
      className={classes.canvas}
      aria-label={props.label}
      onKeyDown={props.onKeyDown}
      onDragOver={onDragOver}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as globalThis.Node | null)) setDropAt(null);
      }}
      onDrop={onDrop}
    >
      <CanvasProvider value={here}>
        <SelectionProvider value={selection}>
          <DropProvider value={dropAt}>
            <ReactFlow<CanvasNode, CanvasEdge>
              nodes={nodes}
              edges={edges}
              nodeTypes={NODE_TYPES}
              edgeTypes={EDGE_TYPES}
              onNodesChange={onNodesChange}
              onInit={setFlow}
              onNodeDrag={onNodeDrag}
              onNodeDragStop={onNodeDragStop}
              onPaneClick={onPaneClick}
              nodesConnectable={false}
              nodesFocusable={false}
              edgesFocusable={false}
              elementsSelectable={false}
              disableKeyboardA11y
              deleteKeyCode={null}
              selectionKeyCode={null}
              panOnScroll
              zoomOnDoubleClick={false}
              minZoom={0.2}
              maxZoom={1.5}
              nodeDragThreshold={6}
              onlyRenderVisibleElements
              colorMode={colorScheme === 'auto' ? 'system' : colorScheme}
            >
              <Background gap={20} size={1} />
              <Controls showInteractive={false} position="bottom-left" />
            </ReactFlow>
          </DropProvider>
        </SelectionProvider>
      </CanvasProvider>
      {props.children}
    </section>
  );
}

function nodesOf(
  cards: Card[],
  graph: ReturnType<typeof toGraph>,
  entry: Entry,
  movable: boolean,
): CanvasNode[] {
  const byId = new Map(cards.map((card) => [card.id, card]));
  return graph.places.map(({ id, x, y, width, height }): CanvasNode => {
    // React Flow lets only nodes that can be dragged or selected feel the pointer.
    const style = { pointerEvents: 'all' as const };
    const common = { id, position: { x, y }, width, height, draggable: false, style };
    const card = byId.get(id);
    if (card)
      return { ...common, type: 'step', data: { card }, draggable: movable, dragHandle: '[data-drag]' };
    if (id === 'entry') return { ...common, type: 'entry', data: { entry } };
    return { ...common, type: 'end', data: {} };
  });
}

function withMeasures(next: CanvasNode[], old: CanvasNode[]): CanvasNode[] {
  const measured = new Map(old.map((node) => [node.id, node.measured]));
  return next.map((node) => ({
    ...node,
    measured: measured.get(node.id) ? { width: node.width, height: node.height } : undefined,
  }));
}
