/** People held or failed, grouped by reason, with Retry for a group or a few. */

import { Badge, Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { readRunErrors, retryGroup, retryRun } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Run, RunErrorGroup } from '@/shared/api/types';
import { number, people } from '@/shared/format';
import { routes } from '@/shared/routes';
import { failed, said } from '@/shared/ui/notices';
import { Empty, Loaded } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';
import classes from './Run.module.css';

export function ErrorsPanel({ run }: { run: Run }) {
  const { id: ws } = useWorkspace();
  const failures = Object.values(run.steps).reduce((sum, step) => sum + step.failed, 0);
  const groups = useQuery({
    queryKey: [...keys.run(ws, run.id), 'errors', run.held, failures],
    queryFn: () => readRunErrors(ws, run.id),
    placeholderData: (old) => old,
  });
  return (
    <Loaded query={groups}>
      {(list) => {
        if (list.length === 0)
          return (
            <Empty icon={<IconCircleCheck size={22} />} title="Nobody is held, nothing failed">
              If a step fails for someone, or an unexpected error holds someone, they show here with the
              reason.
            </Empty>
          );
        return (
          <Stack gap="sm" p="sm" style={{ overflow: 'auto' }}>
            {list.map((group) => (
              <ErrorGroup
                key={`${group.kind}${group.path}${group.step}${group.reason}`}
                run={run}
                group={group}
              />
            ))}
          </Stack>
        );
      }}
    </Loaded>
  );
}

const MEANING = {
  held: 'Held: they stand at this step. Retry lets them enter it again and go on.',
  failed: 'Failed: they went on with the next step. Retry repeats this one step with today’s data.',
};

function ErrorGroup({ run, group }: { run: Run; group: RunErrorGroup }) {
  const { id: ws, whyNot } = useWorkspace();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const client = useQueryClient();
  const idOf = (one: RunErrorGroup['sample'][number]) => (group.kind === 'held' ? one.entry : one.activity);
  const known = group.sample.map(idOf).filter((id): id is number => id !== null);
  const wanted = known.filter((id) => chosen.has(id));
  const retry = useMutation({
    mutationFn: () => {
      if (wanted.length === 0) return retryGroup(ws, run.id, group);
      return retryRun(ws, run.id, group.kind === 'held' ? { entries: wanted } : { activities: wanted });
    },
    onSuccess: ({ retried }) => {
      said(`Retry started for ${people(retried)}.`);
      setChosen(new Set());
      client.invalidateQueries({ queryKey: keys.run(ws, run.id) });
    },
    onError: failed,
  });
  const toggle = (id: number) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const label = group.label ?? run.steps[`${group.path}|${group.step}`]?.label ?? 'Step';
  return (
    <section className={classes.group} aria-label={group.reason}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Title order={3} size="sm">
            {group.reason}
          </Title>
          <Group gap={6} mt={2}>
            <Badge color={group.kind === 'held' ? 'red' : 'yellow'}>{group.kind}</Badge>
            <Text size="xs" c="dimmed">
              {label} · {people(group.count)}
            </Text>
          </Group>
        </div>
        <Button
          variant="light"
          leftSection={<IconRefresh size={14} />}
          disabled={whyNot !== null}
          loading={retry.isPending}
          onClick={() => retry.mutate()}
        >
          {wanted.length > 0 ? `Retry ${number(wanted.length)} chosen` : `Retry all ${number(group.count)}`}
        </Button>
      </Group>
      <Text size="xs" c="dimmed" my={6}>
        {MEANING[group.kind]}
      </Text>
      <Stack gap={4}>
        {group.sample.slice(0, 20).map((one) => {
          const id = idOf(one);
          return (
            <Group key={`${one.entry}-${one.activity}`} gap={8}>
              {id !== null && (
                <Checkbox
                  size="xs"
                  aria-label={`Choose ${one.person.name}`}
                  checked={chosen.has(id)}
                  onChange={() => toggle(id)}
                />
              )}
              <Link className="link" href={routes.person(ws, one.person.id)} style={{ fontSize: 13 }}>
                {one.person.name}
              </Link>
            </Group>
          );
        })}
        {group.sample.length > 20 && (
          <Text size="xs" c="dimmed">
            and {number(group.count - 20)} more
          </Text>
        )}
      </Stack>
    </section>
  );
}
