/** The keys of the canvas. */

import type { KeyboardEvent } from 'react';
import type { Card } from '@/domain/flow/picture';
import type { FlowCommands } from './useFlowCommands';

type Deps = {
  cards: Card[];
  selected: string | null;
  select: (id: string | null) => void;
  commands: FlowCommands;
  readOnly: boolean;
  undo: () => void;
  redo: () => void;
  edit: () => void;
  close: () => void;
  toggle: (place: string) => void;
  dive: (campaign: number) => void;
  openPalette: () => void;
  rename: () => void;
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
  if (event.altKey || event.ctrlKey || event.metaKey) {
    if (!(event.key === 'Enter' && card?.calls[0] && !event.altKey)) return false;
    deps.dive(card.calls[0].campaign);
    return true;
  }
  switch (event.key) {
    case 'ArrowDown':
      select(ids[Math.min(at + 1, ids.length - 1)] ?? null);
      return true;
    case 'ArrowUp':
      select(ids[Math.max(at - 1, 0)] ?? null);
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
      deps.edit();
      return true;
    case 'Escape':
      deps.close();
      return true;
    default:
      return false;
  }
}

function change(event: KeyboardEvent, deps: Deps): boolean {
  const { selected, commands } = deps;
  const step = selected && selected !== 'entry' ? selected : null;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) return shortcut(key, event.shiftKey, step, deps);
  if (event.altKey) {
    const by = { arrowup: -1, arrowdown: 1 }[key];
    if (by && step) commands.moveBy(step, by);
    return by !== undefined;
  }
  if (key === 'a') deps.openPalette();
  else if (key === 'f2') deps.rename();
  else if ((key === 'delete' || key === 'backspace') && step) commands.remove(step);
  else return false;
  return true;
}

function shortcut(key: string, shift: boolean, step: string | null, deps: Deps): boolean {
  const { commands, selected } = deps;
  if (key === 'z') shift ? deps.redo() : deps.undo();
  else if (key === 'y') deps.redo();
  else if (key === 'v') void commands.paste(selected);
  else if (!step) return false;
  else if (key === 'c') void commands.copy(step);
  else if (key === 'x') void commands.cut(step);
  else if (key === 'd') commands.duplicate(step);
  else return false;
  return true;
}
