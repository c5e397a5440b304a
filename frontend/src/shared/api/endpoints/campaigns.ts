/** Smart campaigns: draft, versions, settings, members and results. */

import { call } from '../client';
import type * as T from '../types';
import type { NewAsset } from './assets';
import { C, type Cursor, type Signal, W, type Ws } from './parts';

export type CampaignQuery = {
  q?: string;
  kind?: string;
  status?: string;
  sort?: string;
  descending?: boolean;
  cursor?: Cursor;
};
export const readCampaigns = (ws: Ws, query: CampaignQuery) =>
  call<T.Page<T.Campaign>>('get', `${W}/campaigns`, { path: { ws }, query });
export const readCampaign = (ws: Ws, id: number) => call<T.Campaign>('get', C, { path: { ws, id } });
export const cloneCampaign = (ws: Ws, id: number, body: NewAsset) =>
  call<T.Campaign>('post', `${C}/clone`, { path: { ws, id }, body });
export const readDraft = (ws: Ws, id: number) => call<T.Draft>('get', `${C}/draft`, { path: { ws, id } });
export type DraftEdit = { edit_number: number; smart_list?: T.SmartListRules; flow?: T.Flow };
export const saveDraft = (ws: Ws, id: number, body: DraftEdit) =>
  call<T.Draft>('put', `${C}/draft`, { path: { ws, id }, body });
export type Publishing = { confirm?: boolean; move_people?: boolean };
export const publishCampaign = (ws: Ws, id: number, body: Publishing) =>
  call<unknown>('post', `${C}/publish`, { path: { ws, id }, body });
export const readVersions = (ws: Ws, id: number, cursor: Cursor) =>
  call<T.Page<T.VersionRow>>('get', `${C}/versions`, { path: { ws, id }, query: { cursor } });
export const readVersion = (ws: Ws, id: number, number: number) =>
  call<T.Version>('get', `${C}/versions/{number}`, { path: { ws, id, number } });
export const restoreVersion = (ws: Ws, id: number, number: number, edit_number: number) =>
  call<T.Draft>('post', `${C}/versions/{number}/restore`, {
    path: { ws, id, number },
    body: { edit_number },
  });
export const readDraftChanges = (ws: Ws, id: number) =>
  call<T.DraftChanges>('get', `${C}/draft/changes`, { path: { ws, id } });
export const readInside = (ws: Ws, id: number) => call<T.Inside>('get', `${C}/inside`, { path: { ws, id } });
export const readPeopleInside = (ws: Ws, id: number, query: { cursor: Cursor; staying: boolean }) =>
  call<T.Page<T.PersonInside>>('get', `${C}/inside/people`, { path: { ws, id }, query });
export const movePeopleInside = (ws: Ws, id: number) =>
  call<T.Inside>('post', `${C}/inside/move`, { path: { ws, id } });
export const saveSettings = (ws: Ws, id: number, body: T.CampaignSettings) =>
  call<unknown>('patch', `${C}/settings`, { path: { ws, id }, body });
export const readOpenFlows = (ws: Ws, id: number) =>
  call<T.OpenFlows>('get', `${C}/flow/open`, { path: { ws, id } });
export type Trial = { person?: number; people?: number; chain?: string; parent_context?: boolean };
export const dryRun = (ws: Ws, id: number, body: Trial) =>
  call<T.DryRun>('post', `${C}/dry-run`, { path: { ws, id }, body });
export const readCallerChains = (ws: Ws, id: number) =>
  call<T.CallerChain[]>('get', `${C}/caller-chains`, { path: { ws, id } });
export const activateCampaign = (ws: Ws, id: number, confirm_warnings: boolean) =>
  call<unknown>('post', `${C}/activate`, { path: { ws, id }, body: { confirm_warnings } });
export const deactivateCampaign = (ws: Ws, id: number, confirm: boolean) =>
  call<unknown>('post', `${C}/deactivate`, { path: { ws, id }, body: { confirm } });
export const extractSmartList = (ws: Ws, id: number, body: { name: string; edit_number: number }) =>
  call<T.Draft>('post', `${C}/smart-list/extract`, { path: { ws, id }, body });
export const readTokenHints = (ws: Ws, id: number) =>
  call<T.TokenHint[]>('get', `${C}/tokens`, { path: { ws, id } });
export const readCampaignMembers = (ws: Ws, id: number, cursor: Cursor) =>
  call<T.Page<T.CampaignMember>>('get', `${C}/members`, { path: { ws, id }, query: { cursor } });
export const readCampaignRuns = (ws: Ws, id: number, cursor: Cursor) =>
  call<T.Page<T.RunRef>>('get', `${C}/runs`, { path: { ws, id }, query: { cursor } });
export type ResultsQuery = {
  before?: string | null;
  caller?: string | null;
  person?: string | null;
  type?: string | null;
  result?: string | null;
};
export const readCampaignResults = (ws: Ws, id: number, query: ResultsQuery, signal?: Signal) =>
  call<T.RunActivities>('get', `${C}/results`, { path: { ws, id }, query, signal });
export const readTokenOrigins = (ws: Ws, id: number, query: { chain: string; person: number | null }) =>
  call<T.TokenOrigin[]>('get', `${C}/token-origins`, { path: { ws, id }, query });
