/** People: search, values, activities, tasks, traces. */

import { call } from '../client';
import type * as T from '../types';
import { type Cursor, W, type Ws } from './parts';

export const readPersonTasks = (ws: Ws, id: number) =>
  call<T.Task[]>('get', `${W}/people/{id}/tasks`, { path: { ws, id } });
export const settleTask = (ws: Ws, id: number, done: boolean) =>
  call<T.Task>('patch', `${W}/tasks/{id}`, { path: { ws, id }, body: { done } });
export const changePersonOwner = (ws: Ws, id: number, owner: number | null) =>
  call<T.Person>('put', `${W}/people/{id}/owner`, { path: { ws, id }, body: { owner } });
export const deletePerson = (ws: Ws, id: number) =>
  call<void>('delete', `${W}/people/{id}`, { path: { ws, id } });
export const runSingleAction = (ws: Ws, body: T.SingleAction) =>
  call<{ run: number; people: number; warnings: string[] }>('post', `${W}/single-actions`, {
    path: { ws },
    body,
  });
export const readPeople = (
  ws: Ws,
  query: { q?: string; cursor?: Cursor; list?: number; smart_list?: number; limit?: number },
) => call<T.Page<T.PersonRow>>('get', `${W}/people`, { path: { ws }, query });
/** Whom a CSV file shall hold: all, who is searched for, on a list, or in a smart list. */
export type PeopleChoice = { q?: string; list?: number; smart_list?: number };
export const peopleFileAddress = (ws: Ws, choice: PeopleChoice) => {
  const asked = Object.entries(choice).filter(([, value]) => value);
  return `/api/v1/workspaces/${ws}/people/export?${new URLSearchParams(asked.map(([name, value]) => [name, String(value)]))}`;
};
export const createPerson = (ws: Ws, values: { [field: string]: unknown }) =>
  call<T.Person>('post', `${W}/people`, { path: { ws }, body: { values } });
export const readPerson = (ws: Ws, id: number) =>
  call<T.Person>('get', `${W}/people/{id}`, { path: { ws, id } });
export const updatePerson = (ws: Ws, id: number, values: { [field: string]: unknown }) =>
  call<T.Person>('patch', `${W}/people/{id}`, { path: { ws, id }, body: { values } });
export type ActivityQuery = {
  cursor?: Cursor;
  type?: string | null;
  campaign?: string | null;
  q?: string | null;
};
export const readPersonActivities = (ws: Ws, id: number, query: ActivityQuery) =>
  call<T.Page<T.Activity>>('get', `${W}/people/{id}/activities`, { path: { ws, id }, query });
export const mergePeople = (ws: Ws, id: number, people: number[]) =>
  call<T.Person>('post', `${W}/people/{id}/merge`, { path: { ws, id }, body: { people } });
export const readPersonRuns = (ws: Ws, id: number) =>
  call<T.PersonRun[]>('get', `${W}/people/{id}/runs`, { path: { ws, id } });
export const readTrace = (ws: Ws, id: number, run: number) =>
  call<T.Trace>('get', `${W}/people/{id}/runs/{run}`, { path: { ws, id, run } });
export const readWhyNot = (ws: Ws, id: number, campaign: number) =>
  call<T.WhyNot>('get', `${W}/people/{id}/why-not/{campaign}`, { path: { ws, id, campaign } });
