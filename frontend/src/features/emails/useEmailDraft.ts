/** The e-mail as it stands on the screen, saved a moment after each edit; a newer version elsewhere is never lost. */

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { cleanState, foldSave, retryDelay, type SaveState } from '@/domain/draft/saving';
import { saveEmail } from '@/shared/api/endpoints';
import { ApiError, isPassing, sentence } from '@/shared/api/errors';
import { keys } from '@/shared/api/keys';
import type { EmailAsset, EmailContent, StaleEdit } from '@/shared/api/types';
import { useWorkspace } from '../workspace/WorkspaceContext';

const PAUSE = 600;

export type EmailDraft = {
  content: EmailContent;
  state: SaveState;
  change: (part: Partial<EmailContent>) => void;
  takeTheirs: () => void;
  keepMine: () => void;
};

export function useEmailDraft(asset: EmailAsset): EmailDraft {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const [content, setContent] = useState(asset.content);
  const [state, fold] = useReducer(foldSave, cleanState(asset.edit_number, asset.saved_at));
  const latest = useRef(content);
  latest.current = content;

  const save = useCallback(async () => {
    const sent = latest.current;
    fold({ type: 'started' });
    try {
      const saved = await saveEmail(ws, asset.id, { edit_number: state.editNumber, content: sent });
      client.setQueryData(keys.email(ws, asset.id), saved);
      const stillDirty = latest.current !== sent;
      fold({ type: 'succeeded', editNumber: saved.edit_number, at: saved.saved_at, stillDirty });
    } catch (error) {
      fold(eventFor(error));
    }
  }, [ws, asset.id, client, state.editNumber]);

  const isWaiting = state.dirty && (state.phase === 'idle' || state.phase === 'retrying');
  // biome-ignore lint/correctness/useExhaustiveDependencies: each edit and each failure starts the pause anew
  useEffect(() => {
    if (!isWaiting) return;
    const pause = state.phase === 'retrying' ? retryDelay(state.attempts) * 1000 : PAUSE;
    const timer = setTimeout(save, pause);
    return () => clearTimeout(timer);
  }, [isWaiting, content, save, state.attempts]);

  useEffect(() => {
    if (!state.dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [state.dirty]);

  // What somebody else saved shows at once where nothing of mine is unsaved.
  const isBehind = asset.edit_number > state.editNumber && !state.dirty && state.phase === 'idle';
  useEffect(() => {
    if (!isBehind) return;
    setContent(asset.content);
    fold({ type: 'succeeded', editNumber: asset.edit_number, at: asset.saved_at, stillDirty: false });
  }, [isBehind, asset]);

  return {
    content,
    state,
    change: (part) => {
      setContent((old) => ({ ...old, ...part }));
      fold({ type: 'edited' });
    },
    takeTheirs: () => {
      const theirs = state.theirs as unknown as { content: EmailContent } | null;
      if (theirs) setContent(theirs.content);
      fold({ type: 'tookTheirs' });
      client.invalidateQueries({ queryKey: keys.email(ws, asset.id) });
    },
    keepMine: () => fold({ type: 'keptMine' }),
  };
}

function eventFor(error: unknown): Parameters<typeof foldSave>[1] {
  if (error instanceof ApiError && error.code === 'stale_edit')
    return { type: 'stale', theirs: error.details as unknown as StaleEdit };
  if (isPassing(error)) return { type: 'failed', reason: sentence(error) };
  return { type: 'refused', reason: sentence(error) };
}
