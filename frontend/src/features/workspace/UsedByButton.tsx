/** Opens the list of what uses a field, a status or another thing that has no page of its own (C17). */

import { Button, Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { readPartUses } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Part } from '@/shared/api/types';
import { Loaded } from '@/shared/ui/states';
import { Uses } from './UsedBySection';
import { useWorkspace } from './WorkspaceContext';

type Props = { part: Part; of: string };

export function UsedByButton({ part, of }: Props) {
  return (
    <Popover width={300} shadow="md" withinPortal trapFocus>
      <Popover.Target>
        <Button size="compact-xs" variant="light" aria-label={`Used by: ${of}`}>
          used by
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={`What uses ${of}`}>
        <Found part={part} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Asked for when it is opened. */
function Found({ part }: { part: Part }) {
  const { id: ws } = useWorkspace();
  const uses = useQuery({
    queryKey: keys.usedBy(ws, `${part.type}:${part.name ?? part.id}`),
    queryFn: () => readPartUses(ws, part),
    staleTime: 0,
  });
  return (
    <Loaded query={uses} rows={2}>
      {(list) => <Uses uses={list} none="Nothing of this workspace uses it." />}
    </Loaded>
  );
}
