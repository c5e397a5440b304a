/** Runs: state, activities, errors, retry. */

import { call } from '../client';
import type * as T from '../types';
import { type Signal, W, type Ws } from './parts';

const R = `${W}/runs/{id}`;
export const readRun = (ws: Ws, id: number) => call<T.Run>('get', R, { path: { ws, id } });
export type RunActivityQuery = {
  before?: string | null;
  after?: string | null;
  step?: string | null;
  person?: string | number | null;
  type?: string | null;
  result?: string | null;
  limit?: number;
};
export const readRunActivities = (ws: Ws, id: number, query: RunActivityQuery, signal?: Signal) =>
  call<T.RunActivities>('get', `${R}/activities`, { path: { ws, id }, query, signal });
export const pauseRun = (ws: Ws, id: number) =>
  call<unknown>('post', `${R}/pause`, { path: { ws, id }, body: {} });
export const resumeRun = (ws: Ws, id: number) =>
  call<unknown>('post', `${R}/resume`, { path: { ws, id }, body: {} });
export const abortRun = (ws: Ws, id: number) =>
  call<unknown>('post', `${R}/abort`, { path: { ws, id }, body: {} });
export const readRunErrors = (ws: Ws, id: number) =>
  call<T.RunErrorGroup[]>('get', `${R}/errors`, { path: { ws, id } });
export const retryRun = (ws: Ws, id: number, body: { entries?: number[]; activities?: number[] }) =>
  call<{ retried: number }>('post', `${R}/retry`, { path: { ws, id }, body });
export const retryGroup = (
  ws: Ws,
  id: number,
  { kind, reason, path, step }: Pick<T.RunErrorGroup, 'kind' | 'reason' | 'path' | 'step'>,
) =>
  call<{ retried: number }>('post', `${R}/retry-group`, {
    path: { ws, id },
    body: { kind, reason, path, step },
  });
