/** Smart lists and static lists. */

import { call } from '../client';
import type * as T from '../types';
import { type Cursor, type Signal, W, type Ws } from './parts';

const S = `${W}/smart-lists/{id}`;
export const readSmartList = (ws: Ws, id: number) => call<T.SmartListAsset>('get', S, { path: { ws, id } });
export const saveSmartList = (
  ws: Ws,
  id: number,
  body: { edit_number: number; smart_list: T.SmartListRules },
) => call<T.SmartListAsset>('put', `${S}/draft`, { path: { ws, id }, body });
export const readSmartListVersions = (ws: Ws, id: number, cursor: Cursor) =>
  call<T.Page<T.SmartListVersionRow>>('get', `${S}/versions`, { path: { ws, id }, query: { cursor } });
export const readSmartListVersion = (ws: Ws, id: number, number: number) =>
  call<T.SmartListVersion>('get', `${S}/versions/{number}`, { path: { ws, id, number } });
export const restoreSmartListVersion = (ws: Ws, id: number, number: number, edit_number: number) =>
  call<T.SmartListAsset>('post', `${S}/versions/{number}/restore`, {
    path: { ws, id, number },
    body: { edit_number },
  });
export const readSmartListPeople = (ws: Ws, id: number, cursor: Cursor) =>
  call<T.Page<T.PersonRow>>('get', `${S}/people`, { path: { ws, id }, query: { cursor } });
export const previewSmartList = (
  ws: Ws,
  body: { smart_list: T.SmartListRules; campaign?: number },
  signal?: Signal,
) => call<T.Preview>('post', `${W}/smart-lists/preview`, { path: { ws }, body, signal });
const L = `${W}/lists/{id}`;
export const readList = (ws: Ws, id: number) => call<T.StaticList>('get', L, { path: { ws, id } });
export const readListPeople = (ws: Ws, id: number, cursor: Cursor) =>
  call<T.Page<T.PersonRow>>('get', `${L}/people`, { path: { ws, id }, query: { cursor } });
export const addToList = (ws: Ws, id: number, people: number[]) =>
  call<unknown>('post', `${L}/people`, { path: { ws, id }, body: { people } });
export const removeFromList = (ws: Ws, id: number, people: number[]) =>
  call<unknown>('delete', `${L}/people`, { path: { ws, id }, body: { people } });
