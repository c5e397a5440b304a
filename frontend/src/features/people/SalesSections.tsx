/** Who looks after the person, and what is to be done about them. */

import { Checkbox, Group, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changePersonOwner, readPersonTasks, settleTask } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Person, Task } from '@/shared/api/types';
import { failed, said } from '@/shared/ui/notices';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useColleagues } from '../workspace/outside';
import { useWorkspace } from '../workspace/WorkspaceContext';

const NOBODY = 'nobody';

export function OwnerSection({ person }: { person: Person }) {
  const { id: ws, canEdit, whyNot } = useWorkspace();
  const client = useQueryClient();
  const colleagues = useColleagues();
  const address = person.values.owner ? String(person.values.owner) : null;
  const users = (colleagues.data ?? []).map(({ user }) => user);
  const owner = users.find(({ email }) => email === address);
  const change = useMutation({
    mutationFn: (next: string) => changePersonOwner(ws, person.id, next === NOBODY ? null : Number(next)),
    onSuccess: (next) => {
      client.setQueryData(keys.person(ws, person.id), next);
      client.invalidateQueries({ queryKey: [...keys.person(ws, person.id), 'log'] });
      said(`The owner of ${person.name} is changed.`);
    },
    onError: (error) => failed(error, 'The owner was not changed'),
  });
  return (
    <Section title="Owner">
      <Select
        aria-label="Owner"
        title={whyNot ?? undefined}
        data={[
          { value: NOBODY, label: address && !owner ? `${address} (not here)` : 'Nobody' },
          ...users.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        value={owner ? String(owner.id) : NOBODY}
        allowDeselect={false}
        searchable
        disabled={!canEdit || colleagues.isPending || change.isPending}
        error={colleagues.isError ? 'The users could not be loaded.' : undefined}
        onChange={(next) => next && change.mutate(next)}
      />
    </Section>
  );
}

export function TasksSection({ person }: { person: Person }) {
  const { id: ws } = useWorkspace();
  const tasks = useQuery({
    queryKey: keys.personTasks(ws, person.id),
    queryFn: () => readPersonTasks(ws, person.id),
  });
  return (
    <Section title="Tasks">
      <Loaded query={tasks} rows={1}>
        {(list) =>
          list.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nothing to be done. The flow step Create Task makes tasks.
            </Text>
          ) : (
            <Stack gap={8}>
              {list.map((task) => (
                <TaskLine key={task.id} task={task} person={person} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Section>
  );
}

function TaskLine({ task, person }: { task: Task; person: Person }) {
  const { id: ws, canEdit } = useWorkspace();
  const client = useQueryClient();
  const settle = useMutation({
    mutationFn: (done: boolean) => settleTask(ws, task.id, done),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.personTasks(ws, person.id) }),
    onError: (error) => failed(error, 'The task was not changed'),
  });
  return (
    <Group gap={8} align="flex-start" wrap="nowrap">
      <Checkbox
        mt={2}
        aria-label={`${task.subject}: done`}
        checked={task.done_at !== null}
        disabled={!canEdit || settle.isPending}
        onChange={(event) => settle.mutate(event.currentTarget.checked)}
      />
      <div>
        <Text size="sm" td={task.done_at ? 'line-through' : undefined}>
          {task.subject}
        </Text>
        <Text size="xs" c="dimmed">
          due {task.due_on} · {task.owner ?? 'nobody named'}
          {task.description ? ` · ${task.description}` : ''}
        </Text>
      </div>
    </Group>
  );
}
