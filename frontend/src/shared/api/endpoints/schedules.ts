/** When campaigns run: once, again and again, the agenda and the queue. */

import { call } from '../client';
import type * as T from '../types';
import { C, type Cursor, W, type Ws } from './parts';

export type RunOnce = { confirm_everyone?: number; confirm_warnings?: boolean };
export const runCampaign = (ws: Ws, id: number, body: RunOnce) =>
  call<{ run: number }>('post', `${C}/run`, { path: { ws, id }, body });
export const readAudience = (ws: Ws, id: number) =>
  call<T.Audience>('get', `${C}/audience`, { path: { ws, id } });
export type AudiencePart = 'qualified' | 'held_back' | 'blocked';
export const readAudiencePeople = (ws: Ws, id: number, part: AudiencePart, cursor: Cursor) =>
  call<T.Page<T.PersonRow>>('get', `${C}/audience/people`, { path: { ws, id }, query: { part, cursor } });
export const readSchedule = (ws: Ws, id: number) =>
  call<T.Schedule>('get', `${C}/schedule`, { path: { ws, id } });
export const readPastScheduledRuns = (ws: Ws, id: number, cursor: Cursor) =>
  call<T.Page<T.ScheduledRun>>('get', `${C}/schedule/past`, { path: { ws, id }, query: { cursor } });
type Confirmed = { confirm_everyone?: number; confirm_warnings?: boolean };
export const scheduleOnce = (ws: Ws, id: number, body: { at: string } & Confirmed) =>
  call<T.Schedule>('post', `${C}/schedule/once`, { path: { ws, id }, body });
export const setRecurrence = (ws: Ws, id: number, body: { recurrence: T.Recurrence } & Confirmed) =>
  call<T.Schedule>('put', `${C}/schedule/recurrence`, { path: { ws, id }, body });
export const endRecurrence = (ws: Ws, id: number) =>
  call<T.Schedule>('delete', `${C}/schedule/recurrence`, { path: { ws, id } });
export const previewRecurrence = (ws: Ws, body: T.Recurrence) =>
  call<NonNullable<T.Schedule['recurrence']>>('post', `${W}/recurrences/preview`, { path: { ws }, body });
export const cancelScheduledRun = (ws: Ws, id: number) =>
  call<void>('delete', `${W}/scheduled-runs/{id}`, { path: { ws, id } });
export const readAgenda = (ws: Ws, query: { since?: string; days: number }) =>
  call<T.Agenda>('get', `${W}/agenda`, { path: { ws }, query });
export const readQueue = (ws: Ws) => call<T.Queue>('get', `${W}/queue`, { path: { ws } });
