/** Asks at once, beside the scripts that are still read, for what the address's page will ask for in turn. */

import type { QueryClient } from '@tanstack/react-query';
import { runQuery, runSocket } from '@/features/run/queries';
import {
  catalogQuery,
  channelsQuery,
  fieldsQuery,
  meFromPage,
  treeQuery,
} from '@/features/workspace/queries';
import { connectAhead } from '@/shared/socket';
import { Campaign, RunConsole } from './routes';

export function askAhead(client: QueryClient, path: string) {
  const [, here, kind, thing] = /^\/w\/(\d+)(?:\/([a-z-]+)(?:\/(\d+))?)?/.exec(path) ?? [];
  const [ws, id] = [Number(here), Number(thing)];
  if (!meFromPage()?.workspaces.some((each) => each.id === ws)) return;
  client.prefetchQuery(treeQuery(ws));
  if (!id || (kind !== 'runs' && kind !== 'campaigns')) return;
  const page = kind === 'runs' ? RunConsole : Campaign;
  page.fetch().catch(() => undefined); // whoever shows it asks for it again, and tells
  client.prefetchQuery(catalogQuery);
  client.prefetchQuery(fieldsQuery);
  client.prefetchQuery(channelsQuery(ws));
  if (kind === 'runs') {
    connectAhead(runSocket(ws, id));
    client.prefetchQuery(runQuery(ws, id));
  }
}
