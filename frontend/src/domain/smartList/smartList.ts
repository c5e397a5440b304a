/** A smart list as the editor holds it, and the one way to change it. */

import type { Match, Params, Rule, SmartListRules } from '@/shared/api/types';
import { shortId } from '../shortId';
import { renumbered } from './logic';

export type RuleGroup = 'triggers' | 'filters';
export const EMPTY_SMART_LIST: SmartListRules = { triggers: [], filters: [], match: 'all', logic: '' };

export type SmartListEdit =
  | { type: 'add'; group: RuleGroup; rule: Rule; at?: number }
  | { type: 'remove'; id: string }
  | { type: 'move'; id: string; to: number }
  | { type: 'configure'; id: string; params: Params }
  | { type: 'setMatch'; match: Match }
  | { type: 'setLogic'; logic: string }
  | { type: 'replace'; smartList: SmartListRules };

export function applyEdit(list: SmartListRules, edit: SmartListEdit): SmartListRules {
  switch (edit.type) {
    case 'replace':
      return edit.smartList;
    case 'add':
      return added(list, edit.group, edit.rule, edit.at);
    case 'remove':
      return removed(list, edit.id);
    case 'move':
      return movedRule(list, edit.id, edit.to);
    case 'configure':
      return inBoth(list, (rule) => (rule.id === edit.id ? { ...rule, params: edit.params } : rule));
    case 'setMatch':
      return withMatch(list, edit.match);
    case 'setLogic':
      return { ...list, logic: edit.logic };
  }
}

export function newRule(kind: string, params: Params): Rule {
  return { id: shortId(), kind, params };
}

function added(list: SmartListRules, group: RuleGroup, rule: Rule, at?: number): SmartListRules {
  const place = at ?? list[group].length;
  const next = { ...list, [group]: list[group].toSpliced(place, 0, rule) };
  if (group === 'triggers' || list.match !== 'advanced') return next;
  const numbers = list.filters.map((_, index) => (index < place ? index + 1 : index + 2));
  const kept = renumbered(list.logic, numbers);
  return { ...next, logic: kept ? `(${kept}) and ${place + 1}` : String(place + 1) };
}

function removed(list: SmartListRules, id: string): SmartListRules {
  const gone = list.filters.findIndex((rule) => rule.id === id);
  const numbers = list.filters.map((_, index) => (index === gone ? null : index < gone ? index + 1 : index));
  return {
    ...list,
    triggers: list.triggers.filter((rule) => rule.id !== id),
    filters: list.filters.filter((rule) => rule.id !== id),
    logic: gone < 0 || list.match !== 'advanced' ? list.logic : renumbered(list.logic, numbers),
  };
}

/** The expression follows the filters: a filter keeps its part in it, wherever it stands. */
function movedRule(list: SmartListRules, id: string, to: number): SmartListRules {
  const group: RuleGroup = list.triggers.some((rule) => rule.id === id) ? 'triggers' : 'filters';
  const rules = list[group];
  const from = rules.findIndex((rule) => rule.id === id);
  const rule = rules[from];
  if (!rule) return list;
  const next = rules.toSpliced(from, 1).toSpliced(Math.max(0, Math.min(to, rules.length - 1)), 0, rule);
  const moved = { ...list, [group]: next };
  if (group === 'triggers' || list.match !== 'advanced') return moved;
  return {
    ...moved,
    logic: renumbered(
      list.logic,
      rules.map((one) => next.indexOf(one) + 1),
    ),
  };
}

function inBoth(list: SmartListRules, change: (rule: Rule) => Rule): SmartListRules {
  return { ...list, triggers: list.triggers.map(change), filters: list.filters.map(change) };
}

function withMatch(list: SmartListRules, match: Match): SmartListRules {
  if (match !== 'advanced' || list.logic) return { ...list, match };
  const word = list.match === 'any' ? ' or ' : ' and ';
  return { ...list, match, logic: list.filters.map((_, index) => index + 1).join(word) };
}

export function ruleCount(list: SmartListRules): number {
  return list.triggers.length + list.filters.length;
}
