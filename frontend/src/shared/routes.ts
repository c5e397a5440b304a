/** The address of every page. */

import type { NodeId } from '@/shared/api/types';

const W = (ws: number) => `/w/${ws}`;

export type CampaignTab =
  | 'overview'
  | 'smart-list'
  | 'flow'
  | 'schedule'
  | 'runs'
  | 'results'
  | 'members'
  | 'history';

export const routes = {
  home: W,
  campaign: (ws: number, id: number, tab: CampaignTab = 'overview') => `${W(ws)}/campaigns/${id}/${tab}`,
  program: (ws: number, id: number, tab = 'overview') => `${W(ws)}/programs/${id}/${tab}`,
  folder: (ws: number, id: number) => `${W(ws)}/folders/${id}`,
  smartList: (ws: number, id: number, tab = 'rules') => `${W(ws)}/smart-lists/${id}/${tab}`,
  list: (ws: number, id: number) => `${W(ws)}/lists/${id}`,
  listUses: (ws: number, id: number) => `${W(ws)}/lists/${id}/used-by`,
  email: (ws: number, id: number, tab = 'edit') => `${W(ws)}/emails/${id}/${tab}`,
  form: (ws: number, id: number) => `${W(ws)}/forms/${id}`,
  web: (ws: number) => `${W(ws)}/web`,
  people: (ws: number) => `${W(ws)}/people`,
  person: (ws: number, id: number) => `${W(ws)}/people/${id}`,
  imports: (ws: number) => `${W(ws)}/imports`,
  newImport: (ws: number) => `${W(ws)}/imports/new`,
  import: (ws: number, id: number) => `${W(ws)}/imports/${id}`,
  run: (ws: number, id: number) => `${W(ws)}/runs/${id}`,
  queue: (ws: number) => `${W(ws)}/queue`,
  agenda: (ws: number) => `${W(ws)}/agenda`,
  fields: (ws: number) => `${W(ws)}/fields`,
  notices: (ws: number) => `${W(ws)}/notices`,
  admin: (ws: number) => `${W(ws)}/admin`,
  audit: (ws: number) => `${W(ws)}/audit`,
  installationAudit: (ws: number) => `${W(ws)}/audit/installation`,
};

export function addressOf(ws: number, node: NodeId): string {
  const [kind, text] = node.split(':');
  const id = Number(text);
  switch (kind) {
    case 'campaign':
      return routes.campaign(ws, id);
    case 'program':
      return routes.program(ws, id);
    case 'smart_list':
      return routes.smartList(ws, id);
    case 'list':
      return routes.list(ws, id);
    case 'form':
      return routes.form(ws, id);
    case 'email':
      return routes.email(ws, id);
    case 'webhook':
      return routes.admin(ws);
    default:
      return routes.folder(ws, id);
  }
}

const NODES: { [segment: string]: NodeId extends `${infer Kind}:${number}` ? Kind : never } = {
  campaigns: 'campaign',
  programs: 'program',
  folders: 'folder',
  'smart-lists': 'smart_list',
  lists: 'list',
  emails: 'email',
  forms: 'form',
};

/** The node whose page an address is, to mark it in the tree. */
export function nodeAt(location: string): NodeId | null {
  const match = /^\/w\/\d+\/([a-z-]+)\/(\d+)/.exec(location);
  const kind = match && NODES[match[1] ?? ''];
  return kind ? `${kind}:${Number(match[2])}` : null;
}
