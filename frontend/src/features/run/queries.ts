/** What is asked of a run, and where it tells what happens. */

import { queryOptions } from '@tanstack/react-query';
import { readRun } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import { socketAddress } from '@/shared/socket';

export const runQuery = (ws: number, id: number) =>
  queryOptions({ queryKey: keys.run(ws, id), queryFn: () => readRun(ws, id) });

export const runSocket = (ws: number, id: number) => socketAddress(`/ws/workspaces/${ws}/runs/${id}`);
