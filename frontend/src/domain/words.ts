/** Steps, filters and choices as short sentences, at once and before the server was asked. */

import type {
  ActivityConstraint,
  Branch,
  Catalog,
  Channel,
  DateConstraint,
  Field,
  Kind,
  Params,
  Rule,
  SmartListRules,
  TreeNode,
} from '@/shared/api/types';
import { waitWords } from './waitWords';

/** What names need: ids of a workspace's things and names of fields and kinds, to words. */
export type Names = {
  field: (name: unknown) => string;
  family: (name: unknown) => string;
  asset: (kind: TreeNode['kind'], id: unknown) => string;
  status: (id: unknown) => string;
  kind: (kind: string) => Kind | undefined;
  operator: (family: string, name: unknown) => string;
  frame: (name: string) => string;
};

export function namesFrom(
  catalog: Catalog,
  fields: readonly Field[],
  nodes: readonly TreeNode[],
  channels: readonly Channel[],
): Names {
  const byField = new Map(fields.map((field) => [field.name, field]));
  const byNode = new Map(nodes.map((node) => [node.node as string, node.name]));
  const kinds = [...catalog.actions, ...catalog.filters, ...catalog.triggers];
  const byKind = new Map(kinds.map((kind) => [kind.kind, kind]));
  const statuses = new Map(
    channels.flatMap(({ statuses: each }) => each.map((status) => [status.id, status.name])),
  );
  const frames = new Map(catalog.frames.map((frame) => [frame.name, frame.label]));
  return {
    field: (name) => (name ? (byField.get(String(name))?.label ?? String(name)) : '…'),
    family: (name) => byField.get(String(name))?.family ?? 'text',
    asset: (kind, id) => (id ? (byNode.get(`${kind}:${id}`) ?? `missing ${kind.replace('_', ' ')}`) : '…'),
    status: (id) => (id ? (statuses.get(Number(id)) ?? `status ${id}`) : '…'),
    kind: (kind) => byKind.get(kind),
    operator: (family, name) =>
      catalog.operators[family]?.find((each) => each.name === name)?.label ??
      String(name ?? '…').replaceAll('_', ' '),
    frame: (name) => (frames.get(name) ?? name).toLowerCase(),
  };
}

export function branchWords(kind: string, branch: Branch, names: Names): string {
  return branch.do_nothing ? 'Do nothing' : actionWords(kind, branch.params, names);
}

function actionWords(kind: string, p: Params, names: Names): string {
  switch (kind) {
    case 'change_data_value':
      return `${names.field(p.field)} → ${blankOr(p.value, 'empty')}`;
    case 'change_score':
      return `${names.field(p.field)} ${blankOr(p.change, '…')}`;
    case 'add_to_list':
    case 'remove_from_list':
      return names.asset('list', p.list);
    case 'change_program_status':
      return `${names.asset('program', p.program)} → ${names.status(p.status)}`;
    case 'interesting_moment':
      return `${blankOr(p.type, '…')}: ${blankOr(p.description, '…')}`;
    case 'send_email':
      return names.asset('email', p.email);
    case 'send_alert':
      return `${names.asset('email', p.email)} to ${alerted(p)}`;
    case 'wait':
      return waitWords(p);
    case 'remove_from_flow':
      return p.campaign ? names.asset('campaign', p.campaign) : 'this campaign';
    case 'request_campaign':
      return names.asset('campaign', p.campaign);
    case 'execute_campaign':
      return `${names.asset('campaign', p.campaign)} · parent tokens ${p.parent_context ? 'True' : 'False'}`;
    case 'create_task':
      return blankOr(p.subject, '…');
    case 'change_program_member_data':
      return `${blankOr(p.attribute, '…')} → ${blankOr(p.value, 'empty')}`;
    case 'delete_person':
      return 'for good';
    default:
      return otherWords(p);
  }
}

function alerted(p: Params): string {
  const to = [p.send_to === 'owner' ? 'the owner' : '', blankOr(p.addresses, '')];
  return to.filter(Boolean).join(' and ') || 'nobody yet';
}

export function ruleWords(rule: Pick<Rule, 'kind' | 'params'>, names: Names): string {
  const p = rule.params;
  const label = names.kind(rule.kind)?.label ?? rule.kind;
  switch (rule.kind) {
    case 'person_field':
      return `${names.field(p.field)} ${operatorWords(names, names.family(p.field), p)}`;
    case 'member_of_list':
      return membership(label, p, assets(names, 'list', p.lists));
    case 'member_of_smart_list':
      return membership(label, p, assets(names, 'smart_list', p.smart_lists));
    case 'member_of_campaign':
      return membership(label, p, assets(names, 'campaign', p.campaigns));
    case 'member_of_program':
      return membership(label, p, names.asset('program', p.program)) + statusWords(p, names);
    case 'score_was_changed':
    case 'data_value_was_changed':
      return `${occurrence(label, p)} ${p.field ? names.field(p.field) : 'any field'}${details(p, names)}`;
    case 'campaign_was_executed':
    case 'campaign_was_requested':
      return `${occurrence(label, p)} ${assets(names, 'campaign', p.campaigns)}${details(p, names)}`;
    case 'random_sample':
      return `${label}: ${blankOr(p.percent, '…')} %`;
    case 'data_value_changes':
    case 'score_is_changed':
      return `${label}: ${names.field(p.field)}${details(p, names)}`;
    case 'added_to_list':
      return `${label}: ${assets(names, 'list', p.lists, 'any list')}`;
    case 'campaign_is_requested':
      return `${label}: ${sources(p)}`;
    default:
      if ('emails' in p)
        return `${occurrence(label, p)} ${assets(names, 'email', p.emails, 'any e-mail')}${details(p, names)}`;
      if ('forms' in p)
        return `${occurrence(label, p)} ${assets(names, 'form', p.forms, 'any form')}${details(p, names)}`;
      if ('constraints' in p)
        return [occurrence(label, p).replace(/:$/, ''), details(p, names).replace(/^, /, '')]
          .filter(Boolean)
          .join(': ');
      return [label, otherWords(p)].filter(Boolean).join(': ');
  }
}

export function smartListWords(list: SmartListRules, names: Names): string[] {
  return [...list.triggers, ...list.filters].map((rule) => ruleWords(rule, names));
}

function blankOr(content: unknown, blank: string): string {
  return content === null || content === undefined || content === '' ? blank : String(content);
}

function otherWords(p: Params): string {
  const shown = Object.values(p).filter((each) => each !== null && each !== '' && typeof each !== 'object');
  return shown.map(String).join(', ');
}

function valuesOf(content: unknown): string[] {
  return Array.isArray(content) ? content.map(String).filter((each) => each !== '') : [];
}

function operatorWords(names: Names, family: string, p: Params): string {
  const values = valuesOf(p.values);
  const operator = names.operator(family, p.operator);
  if (p.operator === 'between') return `${operator} ${values.join(' and ') || '…'}`;
  const shown = p.operator === 'in_time_frame' ? values.map(names.frame) : values;
  return [operator, shown.join(' or ')].filter(Boolean).join(' ');
}

function assets(names: Names, kind: TreeNode['kind'], ids: unknown, none = '…'): string {
  const listed = valuesOf(ids).map((id) => names.asset(kind, id));
  return listed.length ? listed.join(' or ') : none;
}

function membership(label: string, p: Params, what: string): string {
  return `${p.operator === 'not_in' ? 'Not ' : ''}${p.operator === 'not_in' ? lowerFirst(label) : label}: ${what}`;
}

function occurrence(label: string, p: Params): string {
  return p.operator === 'not_occurred' ? `Not: ${label}:` : `${label}:`;
}

function statusWords(p: Params, names: Names): string {
  const statuses = valuesOf(p.statuses).map((id) => names.status(id));
  const success = p.success === true ? ', with success' : p.success === false ? ', without success' : '';
  return (statuses.length ? ` as ${statuses.join(' or ')}` : '') + success;
}

function details(p: Params, names: Names): string {
  const parts: string[] = [];
  if (p.qualified === true || p.qualified === false) parts.push(`qualified ${p.qualified}`);
  for (const each of (p.constraints ?? []) as ActivityConstraint[])
    parts.push(`${each.attribute} ${operatorWords(names, 'text', each)}`);
  const date = p.date as DateConstraint | null | undefined;
  if (date?.operator) parts.push(operatorWords(names, 'date', date));
  if (Number(p.at_least) > 1) parts.push(`at least ${p.at_least} times`);
  return parts.length ? `, ${parts.join(', ')}` : '';
}

function sources(p: Params): string {
  return p.operator === 'is' ? valuesOf(p.sources).join(' or ') || '…' : 'any source';
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
