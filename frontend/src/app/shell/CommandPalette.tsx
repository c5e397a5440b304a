/** Ctrl+K: every command, every asset, every person. */

import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch, IconUser } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { pathWords } from '@/domain/tree/tree';
import { useNodes } from '@/features/workspace/queries';
import { useWorkspace } from '@/features/workspace/WorkspaceContext';
import { readPeople } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import { addressOf, routes } from '@/shared/routes';
import { AssetIcon } from '@/shared/ui/assetLook';
import { useCommands } from './commands';
import { openShortcuts } from './shortcuts';

const SHOWN = 8;

export function CommandPalette() {
  const [query, setQuery] = useState('');
  const commands = useCommands();
  const assets = useAssets();
  const people = usePeople(query);
  // Not every keyboard asks for Shift here.
  useHotkeys([
    ['shift+?', openShortcuts],
    ['?', openShortcuts],
  ]);
  const groups = [
    group('Commands', found(commands, query)),
    group('Assets', found(assets, query)),
    group('People', people),
  ].filter(({ actions }) => actions.length > 0);
  useFirstChosen(query);
  return (
    <Spotlight
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      // The groups are filtered already, people by the server.
      filter={(_, actions) => actions}
      shortcut={['mod + K']}
      tagsToIgnore={[]}
      nothingFound="Nothing of that name"
      highlightQuery
      scrollable
      attributes={{ content: { 'aria-label': 'Search and commands' } }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      maxHeight="60vh"
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: 'Search commands, assets and people',
        'aria-label': 'Search commands, assets and people',
      }}
    />
  );
}

/** People are found after the last key was pressed: then too Enter takes the first line. */
function useFirstChosen(query: string): void {
  useEffect(() => {
    const list = document.querySelector('.mantine-Spotlight-actionsList');
    if (!query || !list || list.querySelector('[data-selected]')) return;
    list.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
  });
}

const group = (name: string, actions: SpotlightActionData[]): SpotlightActionGroupData => ({
  group: name,
  actions,
});

function found(actions: SpotlightActionData[], query: string): SpotlightActionData[] {
  const words = query.trim().toLowerCase().split(/\s+/);
  return actions
    .filter(({ label, description }) =>
      words.every((word) => `${label} ${description ?? ''}`.toLowerCase().includes(word)),
    )
    .slice(0, SHOWN);
}

function useAssets(): SpotlightActionData[] {
  const { id: ws } = useWorkspace();
  const nodes = useNodes();
  const [, navigate] = useLocation();
  return useMemo(
    () =>
      nodes.map((node) => ({
        id: node.node,
        label: node.name,
        description: node.parent ? pathWords(nodes, node.parent) : undefined,
        leftSection: <AssetIcon kind={node.kind} campaignKind={node.campaign_kind} size={18} />,
        onClick: () => navigate(addressOf(ws, node.node)),
      })),
    [nodes, navigate, ws],
  );
}

function usePeople(query: string): SpotlightActionData[] {
  const { id: ws } = useWorkspace();
  const [, navigate] = useLocation();
  const [wanted] = useDebouncedValue(query.trim(), 200);
  const { data } = useQuery({
    queryKey: [...keys.people(ws), 'palette', wanted],
    queryFn: () => readPeople(ws, { q: wanted, limit: SHOWN }),
    enabled: wanted.length >= 2,
    placeholderData: keepPreviousData,
  });
  if (wanted.length < 2) return [];
  return (data?.items ?? []).slice(0, SHOWN).map((person) => ({
    id: `person:${person.id}`,
    label: person.name,
    description: [person.email, person.company].filter(Boolean).join(' · '),
    leftSection: <IconUser size={18} />,
    onClick: () => navigate(routes.person(ws, person.id)),
  }));
}
