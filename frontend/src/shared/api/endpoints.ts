/** Every question the pages ask the server, by name. */

import { call } from './client';
import type * as T from './types';

const W = '/api/v1/workspaces/{ws}';
type Ws = number;
type Cursor = string | null | undefined;
type Signal = AbortSignal | undefined;

export const readNotices = (query: { cursor?: Cursor; unread?: boolean }) =>
  call<T.NoticePage>('get', '/api/v1/notices', { query });
export const markNoticesRead = (ids?: number[]) =>
  call<T.NoticePage>('post', '/api/v1/notices/read', { body: ids ? { ids } : {} });
export const readNoticeMail = () => call<T.MailChoices>('get', '/api/v1/notices/mail');
export const chooseNoticeMail = (kinds: string[]) =>
  call<T.MailChoices>('put', '/api/v1/notices/mail', { body: { kinds } });

export const readMe = () => call<T.Me>('get', '/api/v1/me');
export const readCatalog = () => call<T.Catalog>('get', '/api/v1/catalog');

export const readWorkspaces = () => call<T.Workspace[]>('get', '/api/v1/workspaces');
export const createWorkspace = (body: { name: string; timezone: string }) =>
  call<T.Workspace>('post', '/api/v1/workspaces', { body });
export const updateWorkspace = (id: number, body: Partial<Omit<T.Workspace, 'id'>>) =>
  call<T.Workspace>('patch', '/api/v1/workspaces/{id}', { path: { id }, body });
export const readRoles = (ws: Ws) => call<T.RoleGrant[]>('get', `${W}/roles`, { path: { ws } });
export const grantRole = (ws: Ws, body: { email: string; role: T.Role }) =>
  call<unknown>('post', `${W}/roles`, { path: { ws }, body });
export const changeRole = (ws: Ws, id: number, role: T.Role) =>
  call<unknown>('patch', `${W}/roles/{id}`, { path: { ws, id }, body: { role } });
export const revokeRole = (ws: Ws, id: number) =>
  call<void>('delete', `${W}/roles/{id}`, { path: { ws, id } });
export const readAudit = (ws: Ws, query: T.AuditQuery) =>
  call<T.AuditPage>('get', `${W}/audit`, { path: { ws }, query });
export const readApiUsers = (ws: Ws) => call<T.ApiUser[]>('get', `${W}/api-users`, { path: { ws } });
export const createApiUser = (ws: Ws, body: { name: string; role: T.Role }) =>
  call<T.ApiUserWithSecret>('post', `${W}/api-users`, { path: { ws }, body });
export const rotateApiUserSecret = (ws: Ws, id: number) =>
  call<T.ApiUserWithSecret>('post', `${W}/api-users/{id}/secret`, { path: { ws, id }, body: {} });
export const revokeApiUser = (ws: Ws, id: number) =>
  call<T.ApiUser>('post', `${W}/api-users/{id}/revoke`, { path: { ws, id }, body: {} });
export const readUsers = () => call<T.User[]>('get', '/api/v1/users');
export const createUser = (body: { name: string; email: string; password: string }) =>
  call<T.User>('post', '/api/v1/users', { body });

export const readFields = () => call<T.Field[]>('get', '/api/v1/fields');
export const createField = (body: { label: string; type: string; name?: string }) =>
  call<T.Field>('post', '/api/v1/fields', { body });
export const renameField = (name: string, label: string) =>
  call<T.Field>('patch', '/api/v1/fields/{name}', { path: { name }, body: { label } });
export const deleteField = (name: string) =>
  call<void>('delete', '/api/v1/fields/{name}', { path: { name } });

export type WebhookBody = { name: string; definition: T.WebhookDefinition };
export const readWebhooks = (ws: Ws) => call<T.Webhook[]>('get', `${W}/webhooks`, { path: { ws } });
export const createWebhook = (ws: Ws, body: WebhookBody) =>
  call<T.Webhook>('post', `${W}/webhooks`, { path: { ws }, body });
export const updateWebhook = (ws: Ws, id: number, body: WebhookBody) =>
  call<T.Webhook>('patch', `${W}/webhooks/{id}`, { path: { ws, id }, body });
export const deleteWebhook = (ws: Ws, id: number) =>
  call<void>('delete', `${W}/webhooks/{id}`, { path: { ws, id } });
export const readWebhookUses = (ws: Ws, id: number) =>
  call<T.UsedBy[]>('get', `${W}/webhooks/{id}/used-by`, { path: { ws, id } });
export const readPartitions = (ws: Ws) => call<T.Partition[]>('get', `${W}/partitions`, { path: { ws } });
export const readPersonTasks = (ws: Ws, id: number) =>
  call<T.Task[]>('get', `${W}/people/{id}/tasks`, { path: { ws, id } });
export const settleTask = (ws: Ws, id: number, done: boolean) =>
  call<T.Task>('patch', `${W}/tasks/{id}`, { path: { ws, id }, body: { done } });
export const changePersonOwner = (ws: Ws, id: number, owner: number | null) =>
  call<T.Person>('put', `${W}/people/{id}/owner`, { path: { ws, id }, body: { owner } });
export const deletePerson = (ws: Ws, id: number) =>
  call<void>('delete', `${W}/people/{id}`, { path: { ws, id } });

export const readTree = (ws: Ws) => call<{ nodes: T.TreeNode[] }>('get', `${W}/tree`, { path: { ws } });
export const readChannels = (ws: Ws) => call<T.Channel[]>('get', `${W}/channels`, { path: { ws } });
export type NewChannel = {
  name: string;
  statuses: { name: string; step: number; success: boolean; hidden?: boolean }[];
};
export type ChannelChange = {
  name: string;
  statuses: { id?: number; name: string; step: number; success: boolean; hidden: boolean }[];
};
export const updateChannel = (ws: Ws, id: number, body: ChannelChange) =>
  call<T.Channel>('patch', `${W}/channels/{id}`, { path: { ws, id }, body });
export const createChannel = (ws: Ws, body: NewChannel) =>
  call<T.Channel>('post', `${W}/channels`, { path: { ws }, body });

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

export const readProgram = (ws: Ws, id: number) =>
  call<T.Program>('get', `${W}/programs/{id}`, { path: { ws, id } });
export const readProgramMembers = (ws: Ws, id: number, query: { cursor: Cursor; status?: string | null }) =>
  call<T.Page<T.ProgramMember>>('get', `${W}/programs/{id}/members`, { path: { ws, id }, query });

export const cloneProgram = (ws: Ws, id: number, body: { name: string; parent: T.NodeId | null }) =>
  call<T.Program>('post', `${W}/programs/{id}/clone`, { path: { ws, id }, body });
export const archiveAsset = (ws: Ws, kind: 'program' | 'folder', id: number, archived: boolean) =>
  call<unknown>('post', `${W}/${COLLECTION[kind]}/{id}/archive`, { path: { ws, id }, body: { archived } });
export const setMemberStatus = (ws: Ws, id: number, body: { people: number[]; status: number }) =>
  call<{ changed: number }>('post', `${W}/programs/{id}/members/status`, { path: { ws, id }, body });

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

const C = `${W}/campaigns/{id}`;
export type CampaignQuery = {
  q?: string;
  kind?: string;
  status?: string;
  sort?: string;
  descending?: boolean;
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
export const activateCampaign = (ws: Ws, id: number, confirm_warnings: boolean) =>
  call<unknown>('post', `${C}/activate`, { path: { ws, id }, body: { confirm_warnings } });
export const deactivateCampaign = (ws: Ws, id: number, confirm: boolean) =>
  call<unknown>('post', `${C}/deactivate`, { path: { ws, id }, body: { confirm } });
export const extractSmartList = (ws: Ws, id: number, body: { name: string; edit_number: number }) =>
  call<T.Draft>('post', `${C}/smart-list/extract`, { path: { ws, id }, body });
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
export const runSingleAction = (ws: Ws, body: T.SingleAction) =>
  call<{ run: number; people: number; warnings: string[] }>('post', `${W}/single-actions`, {
    path: { ws },
    body,
  });
export const readTokenHints = (ws: Ws, id: number) =>
  call<T.TokenHint[]>('get', `${C}/tokens`, { path: { ws, id } });
export const readCampaignMembers = (ws: Ws, id: number, cursor: Cursor) =>
  call<T.Page<T.CampaignMember>>('get', `${C}/members`, { path: { ws, id }, query: { cursor } });
export const readCampaignRuns = (ws: Ws, id: number, cursor: Cursor) =>
  call<T.Page<T.RunRef>>('get', `${C}/runs`, { path: { ws, id }, query: { cursor } });

const S = `${W}/smart-lists/{id}`;
export const readSmartList = (ws: Ws, id: number) => call<T.SmartListAsset>('get', S, { path: { ws, id } });
export const saveSmartList = (
  ws: Ws,
  id: number,
  body: { edit_number: number; smart_list: T.SmartListRules },
) => call<T.SmartListAsset>('put', `${S}/draft`, { path: { ws, id }, body });
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

export const readPeople = (
  ws: Ws,
  query: { q?: string; cursor?: Cursor; list?: number; smart_list?: number; limit?: number },
) => call<T.Page<T.PersonRow>>('get', `${W}/people`, { path: { ws }, query });
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
export const mergePeople = (ws: Ws, id: number, people: number[]) =>
  call<T.Person>('post', `${W}/people/{id}/merge`, { path: { ws, id }, body: { people } });

const F = `${W}/forms/{id}`;
export const readForm = (ws: Ws, id: number) => call<T.Form>('get', F, { path: { ws, id } });
export const saveForm = (ws: Ws, id: number, body: T.FormChanges) =>
  call<T.Form>('patch', F, { path: { ws, id }, body });

export const readTracker = (ws: Ws) => call<T.Tracker>('get', `${W}/tracker`, { path: { ws } });
export const saveTracker = (ws: Ws, body: Partial<Pick<T.Tracker, 'active' | 'asks_consent' | 'origins'>>) =>
  call<T.Tracker>('patch', `${W}/tracker`, { path: { ws }, body });

export const readCustomActivities = (ws: Ws) =>
  call<T.CustomActivity[]>('get', `${W}/custom-activities`, { path: { ws } });
export type CustomActivityGiven = Pick<T.CustomActivity, 'name' | 'description' | 'attributes'>;
export const createCustomActivity = (ws: Ws, body: CustomActivityGiven) =>
  call<T.CustomActivity>('post', `${W}/custom-activities`, { path: { ws }, body });
export const updateCustomActivity = (ws: Ws, id: number, body: CustomActivityGiven) =>
  call<T.CustomActivity>('patch', `${W}/custom-activities/{id}`, { path: { ws, id }, body });
export const deleteCustomActivity = (ws: Ws, id: number) =>
  call<void>('delete', `${W}/custom-activities/{id}`, { path: { ws, id } });
export const readTokenUses = (ws: Ws, id: number) =>
  call<T.UsedBy[]>('get', `${W}/tokens/{id}/used-by`, { path: { ws, id } });
export const readUpload = (ws: Ws, id: number) =>
  call<T.UploadedImport>('get', `${W}/imports/{id}/upload`, { path: { ws, id } });
export const checkImport = (ws: Ws, id: number, body: StartImport) =>
  call<{ triggers: number }>('post', `${W}/imports/{id}/check`, { path: { ws, id }, body });
export const retryGroup = (
  ws: Ws,
  id: number,
  { kind, reason, path, step }: Pick<T.RunErrorGroup, 'kind' | 'reason' | 'path' | 'step'>,
) =>
  call<{ retried: number }>('post', `${R}/retry-group`, {
    path: { ws, id },
    body: { kind, reason, path, step },
  });
export type ResultsQuery = {
  before?: string | null;
  caller?: string | null;
  person?: string | null;
  type?: string | null;
  result?: string | null;
};
export const readCampaignResults = (ws: Ws, id: number, query: ResultsQuery, signal?: Signal) =>
  call<T.RunActivities>('get', `${C}/results`, { path: { ws, id }, query, signal });
export const readTokenOrigins = (ws: Ws, id: number) =>
  call<T.TokenOrigin[]>('get', `${C}/token-origins`, { path: { ws, id } });
export const readPersonRuns = (ws: Ws, id: number) =>
  call<T.PersonRun[]>('get', `${W}/people/{id}/runs`, { path: { ws, id } });
export const readTrace = (ws: Ws, id: number, run: number) =>
  call<T.Trace>('get', `${W}/people/{id}/runs/{run}`, { path: { ws, id, run } });
export const readWhyNot = (ws: Ws, id: number, campaign: number) =>
  call<T.WhyNot>('get', `${W}/people/{id}/why-not/{campaign}`, { path: { ws, id, campaign } });
