/** The run's console, alive: the socket's frames folded into one value, with the way back to earlier rows. */

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type Console, EMPTY_CONSOLE, foldRunEvent, type RunEvent } from '@/domain/run/console';
import { cursorOf } from '@/domain/run/cursor';
import { readRun, readRunActivities } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import { openSocket, type SocketState } from '@/shared/socket';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { runQuery, runSocket } from './queries';

const PAGE = 500;
const HANDLED = new Set(['snapshot', 'frame', 'refused']);

export function useRunConsole(run: number) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const [store] = useState(() => createStore<Console>(() => EMPTY_CONSOLE));
  const [socket, setSocket] = useState<SocketState>('connecting');
  const console = useStore(store);
  const fold = useCallback(
    (event: RunEvent) => store.setState(foldRunEvent(store.getState(), event), true),
    [store],
  );

  useEffect(
    () =>
      openSocket(runSocket(ws, run), {
        onOpen: (send) => send({ type: 'follow', after: store.getState().cursor }),
        onMessage: (message) => {
          const event = message as RunEvent;
          if (HANDLED.has(event.type)) fold(event);
        },
        onState: setSocket,
      }),
    [ws, run, store, fold],
  );

  // Where no socket gets through, the page still shows how the run stands.
  const first = useQuery({ ...runQuery(ws, run), refetchInterval: socket === 'live' ? false : 5000 });
  useEffect(() => {
    const { run: known } = store.getState();
    if (first.data && (!known || socket !== 'live')) store.setState({ run: { ...known, ...first.data } });
  }, [first.data, store, socket]);

  // A frame tells the state only; when it changes, the rest of the run is asked for once.
  const state = console.run?.state;
  const known = useRef(state);
  useEffect(() => {
    const before = known.current;
    known.current = state;
    if (!state || !before || state === before) return;
    client.invalidateQueries({ queryKey: keys.tree(ws) });
    let left = false;
    readRun(ws, run)
      .then(({ ended_at, reason, started_at }) => {
        const { run: known } = store.getState();
        if (known && !left) store.setState({ run: { ...known, ended_at, reason, started_at } });
      })
      .catch(() => {});
    return () => {
      left = true;
    };
  }, [client, ws, run, state, store]);

  const loadEarlier = useCallback(async () => {
    const oldest = store.getState().rows[0];
    if (!oldest) return;
    const page = await readRunActivities(ws, run, { before: cursorOf(oldest), limit: PAGE });
    fold({ type: 'earlier', activities: page.items, more: page.more });
  }, [store, fold, ws, run]);

  return { console, socket, error: first.error, loadEarlier };
}
