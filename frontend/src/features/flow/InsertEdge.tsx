import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getStraightPath } from '@xyflow/react';
import { useCanvas, useDropAt } from './CanvasContext';
import classes from './InsertEdge.module.css';

export type CanvasEdge = Edge<{ at: number }, 'insert'>;

/** The line to the next card, with a plus in its middle; it lights up while something is dragged. */
export function InsertEdge({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<CanvasEdge>) {
  const { onInsert } = useCanvas();
  const dropAt = useDropAt();
  const at = data?.at ?? 0;
  const [path, x, y] = getStraightPath({ sourceX, sourceY, targetX, targetY });
  const isTarget = dropAt === at;
  const isZone = dropAt !== null;
  return (
    <>
      <BaseEdge
        path={path}
        style={{ stroke: isTarget ? 'var(--mantine-color-iris-5)' : 'var(--line-strong)', strokeWidth: 2 }}
      />
      {onInsert && (
        <EdgeLabelRenderer>
          <button
            type="button"
            className={`nodrag nopan ${classes.plus}`}
            data-target={isTarget || undefined}
            data-zone={isZone || undefined}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
            aria-label={`Add a step at place ${at + 1}`}
            onClick={() => onInsert(at)}
          >
            {isTarget ? 'Drop here' : '+'}
          </button>
        </EdgeLabelRenderer>
      )}
    </>
  );
}

export const EDGE_TYPES = { insert: InsertEdge };
