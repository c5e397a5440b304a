/** The tree and what all its things have in common, programs and My Tokens. */

import { call } from '../client';
import type * as T from '../types';
import { type Cursor, W, type Ws } from './parts';

export const readTree = (ws: Ws) => call<{ nodes: T.TreeNode[] }>('get', `${W}/tree`, { path: { ws } });
/** The tree's things are all made, changed and deleted the same way. */
export type AssetKind = T.NodeKind;
const COLLECTION: Record<AssetKind, string> = {
  folder: 'folders',
  program: 'programs',
  campaign: 'campaigns',
  smart_list: 'smart-lists',
  list: 'lists',
  email: 'emails',
  form: 'forms',
};
export type NewAsset = {
  name: string;
  parent: T.NodeId | null;
  description?: string;
  channel?: number;
  executable?: boolean;
};
export const createAsset = (ws: Ws, kind: AssetKind, body: NewAsset) =>
  call<{ id: number }>('post', `${W}/${COLLECTION[kind]}`, { path: { ws }, body });
export const updateAsset = (ws: Ws, kind: AssetKind, id: number, body: Partial<NewAsset>) =>
  call<unknown>('patch', `${W}/${COLLECTION[kind]}/{id}`, { path: { ws, id }, body });
export const deleteAsset = (ws: Ws, kind: AssetKind, id: number) =>
  call<void>('delete', `${W}/${COLLECTION[kind]}/{id}`, { path: { ws, id } });
export const readUsedBy = (ws: Ws, kind: AssetKind, id: number) =>
  call<T.UsedBy[]>('get', `${W}/${COLLECTION[kind]}/{id}/used-by`, { path: { ws, id } });
export const readPartUses = (ws: Ws, query: T.Part) =>
  call<T.UsedBy[]>('get', `${W}/used-by`, { path: { ws }, query });
export const readProgram = (ws: Ws, id: number) =>
  call<T.Program>('get', `${W}/programs/{id}`, { path: { ws, id } });
export const readProgramMembers = (
  ws: Ws,
  id: number,
  query: { cursor: Cursor; status?: string | null; q?: string },
) => call<T.Page<T.ProgramMember>>('get', `${W}/programs/{id}/members`, { path: { ws, id }, query });
export const cloneProgram = (ws: Ws, id: number, body: { name: string; parent: T.NodeId | null }) =>
  call<T.Program>('post', `${W}/programs/{id}/clone`, { path: { ws, id }, body });
export const archiveAsset = (ws: Ws, kind: 'program' | 'folder', id: number, archived: boolean) =>
  call<unknown>('post', `${W}/${COLLECTION[kind]}/{id}/archive`, { path: { ws, id }, body: { archived } });
export const moveToWorkspace = (ws: Ws, kind: 'program' | 'folder', id: number, target: number) =>
  call<unknown>('post', `${W}/${COLLECTION[kind]}/{id}/move`, { path: { ws, id }, body: { target } });
export const setMemberStatus = (ws: Ws, id: number, body: { people: number[]; status: number }) =>
  call<{ changed: number }>('post', `${W}/programs/{id}/members/status`, { path: { ws, id }, body });
export const updateProgramMember = (
  ws: Ws,
  id: number,
  person: number,
  values: { [name: string]: string | null },
) =>
  call<T.ProgramMember>('patch', `${W}/programs/{id}/members/{person}`, {
    path: { ws, id, person },
    body: { values },
  });
export const readTokens = (ws: Ws, owner: T.NodeId) =>
  call<T.MyToken[]>('get', `${W}/tokens`, { path: { ws }, query: { owner } });
export const createToken = (
  ws: Ws,
  body: { owner: T.NodeId; name: string; type: T.TokenType; value: string },
) => call<T.MyToken>('post', `${W}/tokens`, { path: { ws }, body });
export const updateToken = (
  ws: Ws,
  id: number,
  body: { name?: string; type?: T.TokenType; value?: string },
) => call<T.MyToken>('patch', `${W}/tokens/{id}`, { path: { ws, id }, body });
export const deleteToken = (ws: Ws, id: number) =>
  call<void>('delete', `${W}/tokens/{id}`, { path: { ws, id } });
export const readTokenUses = (ws: Ws, id: number) =>
  call<T.UsedBy[]>('get', `${W}/tokens/{id}/used-by`, { path: { ws, id } });
