/** Finds people and takes some of them. */

import { Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { readPeople } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { PersonRow } from '@/shared/api/types';
import { people } from '@/shared/format';
import { FormDialog } from '@/shared/ui/FormDialog';
import { useWorkspace } from '../workspace/WorkspaceContext';

const SHOWN = 12;

type Props = {
  title: string;
  verb?: string;
  /** Somebody who can't be chosen. */
  without?: number;
  danger?: boolean;
  error?: unknown;
  busy?: boolean;
  onClose: () => void;
  onChosen: (ids: number[]) => void;
  children?: ReactNode;
};

export function ChoosePeopleDialog(props: Props) {
  const { title, verb = 'Add', without, danger, error, busy, onClose, onChosen, children } = props;
  const { id: ws } = useWorkspace();
  const [q, setQ] = useState('');
  const [wanted] = useDebouncedValue(q.trim(), 250);
  const [chosen, setChosen] = useState<PersonRow[]>([]);
  const found = useQuery({
    queryKey: [...keys.people(ws), 'search', wanted, 'dialog'],
    queryFn: () => readPeople(ws, { q: wanted }),
    placeholderData: keepPreviousData,
  });
  const isChosen = (person: PersonRow) => chosen.some(({ id }) => id === person.id);
  const toggle = (person: PersonRow) =>
    setChosen((old) => (isChosen(person) ? old.filter(({ id }) => id !== person.id) : [...old, person]));
  const others = (found.data?.items ?? [])
    .filter((person) => person.id !== without && !isChosen(person))
    .slice(0, SHOWN);
  const shown = [...chosen, ...others];
  return (
    <FormDialog
      title={title}
      submit={chosen.length ? `${verb} ${people(chosen.length)}` : verb}
      onClose={onClose}
      onSubmit={() => onChosen(chosen.map(({ id }) => id))}
      error={error}
      busy={busy}
      disabled={chosen.length === 0}
      danger={danger}
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
      {children}
    </FormDialog>
  );
}
