/** What others change shows at once: the workspace's socket tells which pages to ask for again. */

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '@/shared/api/keys';
import type { Import } from '@/shared/api/types';
import { openSocket, socketAddress } from '@/shared/socket';

type Told =
  | { type: 'noticed' }
  | { type: 'changed'; node: string | null; edit_number?: number; by?: string }
  | ({ type: 'import' } & Import);

export const changedListeners = new Set<(node: string, editNumber: number | undefined) => void>();

/** Things whose deletion was asked for here: nothing is asked about them any more. A page that is left still listens
 * until the next one is loaded. */
export const goingNodes = new Set<string>();

const isGoing = ([, , kind, id]: readonly unknown[]): boolean => goingNodes.has(`${kind}:${id}`);

/** Everything of the workspace that is on the screen is asked for again. */
export function refreshWorkspace(client: QueryClient, ws: number): void {
  client.invalidateQueries({
    queryKey: keys.workspace(ws),
    predicate: ({ queryKey }) => !isGoing(queryKey),
  });
}

export function useWorkspaceEvents(ws: number): void {
  const client = useQueryClient();
  useEffect(
    () =>
      openSocket(socketAddress(`/ws/workspaces/${ws}`), {
        onMessage: (message) => hear(client, ws, message as Told),
        onBack: () => refreshWorkspace(client, ws),
      }),
    [client, ws],
  );
}

function hear(client: QueryClient, ws: number, told: Told): void {
  if (told.type === 'import') {
    client.setQueryData(keys.import(ws, told.id), (old: Import | undefined) => ({ ...old, ...told }));
    if (told.state === 'done') refreshWorkspace(client, ws);
    return;
  }
  if (told.type === 'noticed') {
    client.invalidateQueries({ queryKey: keys.notices });
    return;
  }
  if (told.type !== 'changed') return;
  client.invalidateQueries({ queryKey: keys.tree(ws) });
  if (told.node === null) {
    client.invalidateQueries({
      predicate: ({ queryKey }) => isAssetItself(queryKey, ws) && !isGoing(queryKey),
    });
    return;
  }
  if (goingNodes.has(told.node)) return;
  const [kind, id] = told.node.split(':');
  client.invalidateQueries({ queryKey: ['ws', ws, kind, Number(id)], exact: true });
  for (const listener of changedListeners) listener(told.node, told.edit_number);
}

/** A page's own thing, without the drafts, runs and people below it. */
function isAssetItself(key: readonly unknown[], ws: number): boolean {
  return key[0] === 'ws' && key[1] === ws && key.length === 4;
}
