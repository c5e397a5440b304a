import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { pathWords, places } from '@/domain/tree/tree';
import type { NodeId, NodeKind } from '@/shared/api/types';
import { useNodes } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';

const ROOT = 'root';
type Props = {
  moved: { kind: NodeKind; node?: NodeId };
  value: NodeId | null;
  onChange: (parent: NodeId | null) => void;
};

/** Where a thing lies: the workspace itself, a folder or a program. */
export function PlaceSelect({ moved, value, onChange }: Props) {
  const { name } = useWorkspace();
  const nodes = useNodes();
  const options = useMemo(() => {
    const offered = places(nodes, { kind: moved.kind, node: moved.node });
    const inside = offered.map(({ node }) => ({ value: node as string, label: pathWords(nodes, node) }));
    inside.sort((a, b) => a.label.localeCompare(b.label));
    return [{ value: ROOT, label: `${name} (top of the workspace)` }, ...inside];
  }, [nodes, moved.kind, moved.node, name]);
  return (
    <Select
      label="Where"
      data={options}
      value={value ?? ROOT}
      onChange={(next) => onChange(next === ROOT || next === null ? null : (next as NodeId))}
      searchable
      allowDeselect={false}
    />
  );
}
