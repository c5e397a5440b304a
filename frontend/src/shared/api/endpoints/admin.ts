/** Workspaces, roles, API users, fields and what else admins settle. */

import { call } from '../client';
import type * as T from '../types';
import { W, type Ws } from './parts';

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
export const readInstallationAudit = (query: T.AuditQuery) =>
  call<T.AuditPage>('get', '/api/v1/audit', { query });
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
export const readMemberFields = (ws: Ws) =>
  call<T.MemberField[]>('get', `${W}/member-fields`, { path: { ws } });
export const createMemberField = (ws: Ws, body: { name: string; type: T.FieldType }) =>
  call<T.MemberField>('post', `${W}/member-fields`, { path: { ws }, body });
export const deleteMemberField = (ws: Ws, id: number) =>
  call<void>('delete', `${W}/member-fields/{id}`, { path: { ws, id } });
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
export const deleteChannel = (ws: Ws, id: number) =>
  call<void>('delete', `${W}/channels/{id}`, { path: { ws, id } });
export const createChannel = (ws: Ws, body: NewChannel) =>
  call<T.Channel>('post', `${W}/channels`, { path: { ws }, body });
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
