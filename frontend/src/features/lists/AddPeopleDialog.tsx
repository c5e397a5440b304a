import { Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addToList, readPeople } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { PersonRow, StaticList } from '@/shared/api/types';
import { people } from '@/shared/format';
import { FormDialog } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { useWorkspace } from '../workspace/WorkspaceContext';

const SHOWN = 12;

export function AddPeopleDialog({ list, onClose }: { list: StaticList; onClose: () => void }) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const [q, setQ] = useState('');
  const [wanted] = useDebouncedValue(q.trim(), 250);
  const [chosen, setChosen] = useState<PersonRow[]>([]);
  const found = useQuery({
    queryKey: [...keys.people(ws), 'search', wanted, 'dialog'],
    queryFn: () => readPeople(ws, { q: wanted }),
    placeholderData: keepPreviousData,
  });
  const add = useMutation({
    mutationFn: () =>
      addToList(
        ws,
        list.id,
        chosen.map(({ id }) => id),
      ),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: keys.list(ws, list.id) });
      said(`${people(chosen.length)} added to “${list.name}”.`);
      onClose();
    },
  });
  const isChosen = (person: PersonRow) => chosen.some(({ id }) => id === person.id);
  const toggle = (person: PersonRow) =>
    setChosen((old) => (isChosen(person) ? old.filter(({ id }) => id !== person.id) : [...old, person]));
  const shown = [
    ...chosen,
    ...(found.data?.items ?? []).filter((person) => !isChosen(person)).slice(0, SHOWN),
  ];
  return (
    <FormDialog
      title={`Add people to ${list.name}`}
      submit={chosen.length ? `Add ${people(chosen.length)}` : 'Add'}
      onClose={onClose}
      onSubmit={() => add.mutate()}
      error={add.error}
      busy={add.isPending}
      disabled={chosen.length === 0}
    >
      <TextInput
        label="Find people"
        data-autofocus
        placeholder="Name, e-mail or key"
        value={q}
        onChange={(event) => setQ(event.currentTarget.value)}
      />
      <Stack gap={6} mah="40vh" style={{ overflow: 'auto' }}>
        {shown.map((person) => (
          <Checkbox
            key={person.id}
            label={person.name}
            description={[person.email, person.company].filter(Boolean).join(' · ') || undefined}
            checked={isChosen(person)}
            onChange={() => toggle(person)}
          />
        ))}
        {found.data && shown.length === 0 && (
          <Text size="sm" c="dimmed">
            Nobody fits.
          </Text>
        )}
      </Stack>
    </FormDialog>
  );
}
