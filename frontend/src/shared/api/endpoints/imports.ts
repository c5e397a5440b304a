/** CSV imports of people. */

import { call } from '../client';
import type * as T from '../types';
import { W, type Ws } from './parts';

export const uploadImport = (ws: Ws, file: File) => {
  const body = new FormData();
  body.append('file', file);
  return call<T.UploadedImport>('post', `${W}/imports`, { path: { ws }, body });
};
export type StartImport = {
  mapping: T.ColumnMapping[];
  key: string;
  empty_words?: string[];
  list: number | null;
  program: number | null;
  status: number | null;
};
export const startImport = (ws: Ws, id: number, body: StartImport) =>
  call<T.Import>('post', `${W}/imports/{id}/start`, { path: { ws, id }, body });
export const readImport = (ws: Ws, id: number) =>
  call<T.Import>('get', `${W}/imports/{id}`, { path: { ws, id } });
export const readImports = (ws: Ws) => call<T.Page<T.Import>>('get', `${W}/imports`, { path: { ws } });
export const importErrorsAddress = (ws: Ws, id: number) => `/api/v1/workspaces/${ws}/imports/${id}/errors`;
export const readUpload = (ws: Ws, id: number) =>
  call<T.UploadedImport>('get', `${W}/imports/{id}/upload`, { path: { ws, id } });
export const checkImport = (ws: Ws, id: number, body: StartImport) =>
  call<{ triggers: number }>('post', `${W}/imports/{id}/check`, { path: { ws, id }, body });
