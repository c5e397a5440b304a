/** What the person who is signed in is told and may choose. */

import { call } from '../client';
import type * as T from '../types';
import type { Cursor } from './parts';

export const readNotices = (query: { cursor?: Cursor; unread?: boolean }) =>
  call<T.NoticePage>('get', '/api/v1/notices', { query });
export const markNoticesRead = (ids?: number[]) =>
  call<T.NoticePage>('post', '/api/v1/notices/read', { body: ids ? { ids } : {} });
export const readNoticeMail = () => call<T.MailChoices>('get', '/api/v1/notices/mail');
export const chooseNoticeMail = (kinds: string[]) =>
  call<T.MailChoices>('put', '/api/v1/notices/mail', { body: { kinds } });
export const readMe = () => call<T.Me>('get', '/api/v1/me');
export const readCatalog = () => call<T.Catalog>('get', '/api/v1/catalog');
