/** Merges others into the person who is shown. */

import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowMerge } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { mergePeople } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Person } from '@/shared/api/types';
import { people } from '@/shared/format';
import { said } from '@/shared/ui/notices';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { ChoosePeopleDialog } from './ChoosePeopleDialog';

export function MergeButton({ person }: { person: Person }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconArrowMerge size={15} />} onClick={() => setOpen(true)}>
        Merge
      </Button>
      {open && <MergeDialog person={person} onClose={() => setOpen(false)} />}
    </>
  );
}

function MergeDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const merge = useMutation({
    mutationFn: (ids: number[]) => mergePeople(ws, person.id, ids),
    onSuccess: (_, ids) => {
      client.invalidateQueries({ queryKey: keys.workspace(ws) });
      said(`${people(ids.length)} merged into ${person.name}.`);
      onClose();
    },
  });
  return (
    <ChoosePeopleDialog
      title={`Merge others into ${person.name}`}
      verb="Merge"
      without={person.id}
      danger
      error={merge.error}
      busy={merge.isPending}
      onClose={onClose}
      onChosen={(ids) => merge.mutate(ids)}
    >
      <Alert color="yellow" icon={<IconAlertTriangle size={18} />} py="xs">
        {person.name} stays, with the values that are filled in here; empty ones are taken from the others.
        Lists, programs, campaigns, waits and the whole activity log come along. This can’t be undone.
      </Alert>
    </ChoosePeopleDialog>
  );
}
