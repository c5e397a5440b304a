import { useMutation, useQueryClient } from '@tanstack/react-query';
import { addToList } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { StaticList } from '@/shared/api/types';
import { people } from '@/shared/format';
import { said } from '@/shared/ui/notices';
import { ChoosePeopleDialog } from '../people/ChoosePeopleDialog';
import { useWorkspace } from '../workspace/WorkspaceContext';

export function AddPeopleDialog({ list, onClose }: { list: StaticList; onClose: () => void }) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: (ids: number[]) => addToList(ws, list.id, ids),
    onSuccess: (_, ids) => {
      client.invalidateQueries({ queryKey: keys.list(ws, list.id) });
      said(`${people(ids.length)} added to “${list.name}”.`);
      onClose();
    },
  });
  return (
    <ChoosePeopleDialog
      title={`Add people to ${list.name}`}
      error={add.error}
      busy={add.isPending}
      onClose={onClose}
      onChosen={(ids) => add.mutate(ids)}
    />
  );
}
