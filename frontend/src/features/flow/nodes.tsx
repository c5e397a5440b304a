/** The nodes of React Flow: thin shells around what is drawn. */

import { IconFilter } from '@tabler/icons-react';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import type { ReactNode } from 'react';
import { SHOWN_RULES } from '@/domain/flow/graph';
import type { Card } from '@/domain/flow/picture';
import { useCanvas, useSelection } from './CanvasContext';
import classes from './Card.module.css';
import { CardBody } from './CardBody';

export type Entry = { words: { text: string; trigger: boolean }[]; foot: ReactNode; everyone: string };
export type StepNode = Node<{ card: Card }, 'step'>;
export type EntryNode = Node<{ entry: Entry }, 'entry'>;
export type EndNode = Node<Record<string, never>, 'end'>;
export type CanvasNode = StepNode | EntryNode | EndNode;

function Ends({ top = true, bottom = true }: { top?: boolean; bottom?: boolean }) {
  const hidden = { opacity: 0, pointerEvents: 'none' as const };
  return (
    <>
      {top && <Handle type="target" position={Position.Top} style={hidden} isConnectable={false} />}
      {bottom && <Handle type="source" position={Position.Bottom} style={hidden} isConnectable={false} />}
    </>
  );
}

function Step({ data }: NodeProps<StepNode>) {
  const requested = data.card.calls.find((call) => call.relation === 'requests');
  return (
    <>
      <Ends />
      <CardBody card={data.card} />
      {requested && (
        <div className={classes.sideArrow} aria-hidden>
          <i />
          <span className={classes.sideTarget}>{requested.name}</span>
        </div>
      )}
    </>
  );
}

function EntryCard({ data }: NodeProps<EntryNode>) {
  const { selected } = useSelection();
  const { onSelect } = useCanvas();
  const { words, foot, everyone } = data.entry;
  const rest = words.length - SHOWN_RULES;
  return (
    <>
      <Ends top={false} />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the canvas around it hears the keys */}
      {/* biome-ignore lint/a11y/useSemanticElements: a card holds links of its own */}
      <div
        className={classes.entry}
        role="group"
        aria-label="Who enters this flow"
        tabIndex={selected === 'entry' ? 0 : -1}
        data-step="entry"
        data-selected={selected === 'entry' || undefined}
        onClick={() => onSelect('entry')}
      >
        <div className={classes.entryHead}>
          <IconFilter size={16} color="var(--role-entry)" aria-hidden /> Smart List
        </div>
        {words.slice(0, SHOWN_RULES).map(({ text, trigger }, index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: two filters may say the same words
            key={`${text}${index}`}
            className={classes.rule}
            data-trigger={trigger || undefined}
            title={text}
          >
            {text}
          </div>
        ))}
        {rest > 0 && <div className={classes.rule}>and {rest} more</div>}
        {words.length === 0 && <div className={classes.rule}>{everyone}</div>}
        <div className={classes.entryFoot}>{foot}</div>
      </div>
    </>
  );
}

function End() {
  return (
    <>
      <Ends bottom={false} />
      <div className={classes.end}>End of the flow</div>
    </>
  );
}

export const NODE_TYPES = { step: Step, entry: EntryCard, end: End };
