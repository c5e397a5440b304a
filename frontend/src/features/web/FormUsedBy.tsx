/** Which campaigns and smart lists look at a form (C17). */

import { List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { readUsedBy } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import { addressOf } from '@/shared/routes';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';

export function FormUsedBy({ id }: { id: number }) {
  const { id: ws } = useWorkspace();
  const uses = useQuery({
    queryKey: keys.usedBy(ws, `form:${id}`),
    queryFn: () => readUsedBy(ws, 'form', id),
  });
  return (
    <Section title="Used by">
      <Loaded query={uses} rows={2}>
        {(list) =>
          list.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nothing uses it. In a smart list, add the trigger Fills Out Form or the filter Filled Out Form.
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
                  )}
                </List.Item>
              ))}
            </List>
          )
        }
      </Loaded>
    </Section>
  );
}
