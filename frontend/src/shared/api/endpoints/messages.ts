/** E-mails and forms. */

import { call } from '../client';
import type * as T from '../types';
import { W, type Ws } from './parts';

const E = `${W}/emails/{id}`;
export const readEmail = (ws: Ws, id: number) => call<T.EmailAsset>('get', E, { path: { ws, id } });
export const saveEmail = (ws: Ws, id: number, body: { edit_number: number; content: T.EmailContent }) =>
  call<T.EmailAsset>('put', `${E}/draft`, { path: { ws, id }, body });
export const approveEmail = (ws: Ws, id: number) =>
  call<T.EmailAsset>('post', `${E}/approve`, { path: { ws, id }, body: {} });
export const unapproveEmail = (ws: Ws, id: number) =>
  call<T.EmailAsset>('post', `${E}/unapprove`, { path: { ws, id }, body: {} });
export type EmailPreviewQuery = { person?: number; version?: string };
export const readEmailPreview = (ws: Ws, id: number, query: EmailPreviewQuery) =>
  call<T.EmailPreview>('get', `${E}/preview`, { path: { ws, id }, query });
export const emailPreviewAddress = (ws: Ws, id: number, edit: number, person: number | null) =>
  `/api/v1/workspaces/${ws}/emails/${id}/preview.html?edit=${edit}${person ? `&person=${person}` : ''}`;
export const sendTestEmail = (ws: Ws, id: number, body: { address: string; person: number | null }) =>
  call<{ left: boolean }>('post', `${E}/test`, { path: { ws, id }, body });
export const readEmailHints = (ws: Ws, id: number) =>
  call<T.TokenHint[]>('get', `${E}/token-hints`, { path: { ws, id } });
const F = `${W}/forms/{id}`;
export const readForm = (ws: Ws, id: number) => call<T.Form>('get', F, { path: { ws, id } });
export const saveForm = (ws: Ws, id: number, body: T.FormChanges) =>
  call<T.Form>('patch', F, { path: { ws, id }, body });
