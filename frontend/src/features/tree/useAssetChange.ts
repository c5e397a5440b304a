/** One change to the tree: sent, told, and the tree asked for again. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '@/shared/api/keys';
import { said } from '@/shared/ui/notices';
import { refreshWorkspace } from '../workspace/useWorkspaceEvents';
import { useWorkspace } from '../workspace/WorkspaceContext';

export function useAssetChange<Input, Result>(
  change: (ws: number, input: Input) => Promise<Result>,
  after: { message: (input: Input) => string; then?: (result: Result, input: Input) => void },
) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => change(ws, input),
    onSuccess: async (result, input) => {
      await client.invalidateQueries({ queryKey: keys.tree(ws) });
      refreshWorkspace(client, ws);
      said(after.message(input));
      after.then?.(result, input);
    },
  });
}
