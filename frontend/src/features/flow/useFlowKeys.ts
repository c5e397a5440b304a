/** The keys of the canvas and of the list. */

import type { KeyboardEvent } from 'react';
import type { Card } from '@/domain/flow/picture';
import type { Joining } from './useChosenSteps';
import type { FlowCommands } from './useFlowCommands';

type Deps = {
  cards: Card[];
  selected: string | null;
  chosen: readonly string[];
  select: (id: string | null, joining?: Joining) => void;
  choose: (ids: readonly string[]) => void;
  commands: FlowCommands;
  readOnly: boolean;
  undo: () => void;
  redo: () => void;
  edit: () => void;
  close: () => void;
  toggle: (place: string) => void;
  dive: (campaign: number) => void;
  goBack: () => void;
  openPalette: () => void;
  rename: () => void;
  switchView: () => void;
  tryOut: () => void;
};

export function flowKeyHandler(deps: Deps) {
  return (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (target.closest('input, textarea, [contenteditable], [role="menu"], [role="dialog"]')) return;
    const handled = move(event, deps) || (!deps.readOnly && change(event, deps));
    if (handled) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
}

function move(event: KeyboardEvent, deps: Deps): boolean {
  const { cards, selected, select } = deps;
  const ids = ['entry', ...cards.map((card) => card.id)];
  const at = ids.indexOf(selected ?? '');
  const card = cards.find((each) => each.id === selected);
  if (event.altKey || event.ctrlKey || event.metaKey) return withModifier(event, deps);
  const joining = event.shiftKey ? 'upTo' : 'alone';
  switch (event.key) {
    case 'ArrowDown':
      select(ids[Math.min(at + 1, ids.length - 1)] ?? null, joining);
      return true;
    case 'ArrowUp':
      select(ids[Math.max(at - 1, 0)] ?? null, joining);
      return true;
    case 'Home':
      select('entry');
      return true;
    case 'End':
      select(ids.at(-1) ?? null);
      return true;
    case 'ArrowRight':
    case 'ArrowLeft': {
      const isOpen = card?.calls.some((call) => call.inside) ?? false;
      const canOpen = card?.calls.some((call) => call.canOpen) ?? false;
      if (card && canOpen && isOpen === (event.key === 'ArrowLeft')) deps.toggle(card.place);
      return true;
    }
    case 'Enter':
      if ((event.target as HTMLElement).closest('button, a')) return false;
      if (card?.calls[0]) deps.dive(card.calls[0].campaign);
      else deps.edit();
      return true;
    case 'e':
      deps.edit();
      return true;
    case 'v':
      deps.switchView();
      return true;
    case 't':
      deps.tryOut();
      return true;
    case 'Escape':
      deps.close();
      return true;
    default:
      return false;
  }
}

function withModifier(event: KeyboardEvent, deps: Deps): boolean {
  if (event.altKey && event.key === 'ArrowLeft') deps.goBack();
  else if (!event.altKey && event.key === 'Enter') deps.edit();
  else if (!event.altKey && event.key.toLowerCase() === 'a') deps.choose(deps.cards.map(({ id }) => id));
  else return false;
  return true;
}

function change(event: KeyboardEvent, deps: Deps): boolean {
  const { chosen, commands } = deps;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) return shortcut(key, event.shiftKey, deps);
  if (event.altKey) {
    const by = { arrowup: -1, arrowdown: 1 }[key];
    if (by && chosen.length > 0) commands.moveBy(chosen, by);
    return by !== undefined;
  }
  if (key === 'a') deps.openPalette();
  else if (key === 'f2') deps.rename();
  else if ((key === 'delete' || key === 'backspace') && chosen.length > 0) commands.remove(chosen);
  else return false;
  return true;
}

function shortcut(key: string, shift: boolean, deps: Deps): boolean {
  const { commands, selected, chosen } = deps;
  if (key === 'z') shift ? deps.redo() : deps.undo();
  else if (key === 'y') deps.redo();
  else if (key === 'v') void commands.paste(chosen.at(-1) ?? selected);
  else if (chosen.length === 0) return false;
  else if (key === 'c') void commands.copy(chosen);
  else if (key === 'x') void commands.cut(chosen);
  else if (key === 'd') commands.duplicate(chosen);
  else return false;
  return true;
}
