/** One person of the workspace, found by typing: whose values tokens take, who tries a flow out. */

import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readPeople } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { PersonRow } from '@/shared/api/types';
import { useWorkspace } from '../workspace/WorkspaceContext';

type Props = { label: string; value: number | null; onChange: (person: number | null) => void };

export function PersonPick({ label, value, onChange }: Props) {
  const { id: ws } = useWorkspace();
  const [chosen, setChosen] = useState<PersonRow | null>(null);
  const [typed, setTyped] = useState('');
  const q = chosen && typed === words(chosen) ? '' : typed.trim();
  const [wanted] = useDebouncedValue(q, 250);
  const found = useQuery({
    queryKey: [...keys.people(ws), 'search', wanted, 'preview'],
    queryFn: () => readPeople(ws, { q: wanted }),
    placeholderData: keepPreviousData,
  });
  const items = (found.data?.items ?? []).slice(0, 20);
  const shown = chosen && !items.some(({ id }) => id === chosen.id) ? [chosen, ...items] : items;
  return (
    <Select
      label={label}
      placeholder={items[0] ? `${words(items[0])}: type to find others` : 'Nobody is here yet'}
      searchable
      clearable
      data={shown.map((each) => ({ value: String(each.id), label: words(each) }))}
      value={value ? String(value) : null}
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      nothingFoundMessage="Nobody fits"
      error={found.error ? 'People could not be loaded.' : undefined}
      onChange={(next) => {
        const person = shown.find(({ id }) => String(id) === next) ?? null;
        setChosen(person);
        onChange(person?.id ?? null);
      }}
    />
  );
}

function words(person: PersonRow): string {
  return person.email && person.email !== person.name ? `${person.name} · ${person.email}` : person.name;
}
