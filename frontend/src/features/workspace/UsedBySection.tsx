/** What uses an asset (C17), and how to make something use it. */

import { List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { readUsedBy } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { UsedBy } from '@/shared/api/types';
import { addressOf } from '@/shared/routes';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useWorkspace } from './WorkspaceContext';

type Props = { kind: 'email' | 'form' | 'smart_list' | 'list' | 'program'; id: number; hint: string };

export function UsedBySection({ kind, id, hint }: Props) {
  const { id: ws } = useWorkspace();
  const uses = useQuery({
    queryKey: keys.usedBy(ws, `${kind}:${id}`),
    queryFn: () => readUsedBy(ws, kind, id),
  });
  return (
    <Section title="Used by">
      <Loaded query={uses} rows={2}>
        {(list) => <Uses uses={list} none={`Nothing uses it. ${hint}`} />}
      </Loaded>
    </Section>
  );
}

export function Uses({ uses, none }: { uses: UsedBy[]; none: string }) {
  const { id: ws } = useWorkspace();
  if (uses.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {none}
      </Text>
    );
  return (
    <List size="sm" spacing={4}>
      {uses.map((use) => (
        <List.Item key={`${use.node}${use.name}${use.relation}`}>
          {use.node ? (
            <Link className="link" href={addressOf(ws, use.node)}>
              {use.name}
            </Link>
          ) : (
            use.name
          )}{' '}
          <Text span size="xs" c="dimmed">
            {use.relation}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
