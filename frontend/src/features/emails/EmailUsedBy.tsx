/** Which campaigns send it or look at it (C17). */

import { List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { readUsedBy } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import { addressOf } from '@/shared/routes';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';

export function EmailUsedBy({ id }: { id: number }) {
  const { id: ws } = useWorkspace();
  const uses = useQuery({
    queryKey: keys.usedBy(ws, `email:${id}`),
    queryFn: () => readUsedBy(ws, 'email', id),
  });
  return (
    <Section title="Used by">
      <Loaded query={uses}>
        {(list) =>
          list.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nothing uses it. In a campaign, add the flow step Send Email and choose it.
            </Text>
          ) : (
            <List size="sm" spacing={4}>
              {list.map((use) => (
                <List.Item key={`${use.node}${use.relation}`}>
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
          )
        }
      </Loaded>
    </Section>
  );
}
