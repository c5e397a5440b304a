import { Alert, List, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { deleteToken, readTokenUses } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { MyToken, NodeId } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { useWorkspace } from '../workspace/WorkspaceContext';

/** Lists the uses; where a value from further up takes over, it says so (T02). */
export function DeleteTokenDialog({
  token,
  onClose,
}: {
  owner: NodeId;
  token: MyToken;
  onClose: () => void;
}) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const uses = useQuery({
    queryKey: keys.usedBy(ws, `token:${token.id}`),
    queryFn: () => readTokenUses(ws, token.id),
    staleTime: 0,
  });
  const remove = useMutation({
    mutationFn: () => deleteToken(ws, token.id),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ['ws', ws, 'tokens'] });
      client.invalidateQueries({ queryKey: ['ws', ws, 'campaign'] });
      said(`Token ${token.token} deleted.`);
      onClose();
    },
  });
  const after = token.inherited
    ? `${token.inherited.value || 'the empty value'} from ${token.inherited.owner.name} takes over.`
    : 'Where it is used it will print empty.';
  return (
    <FormDialog
      title={`Delete ${token.token}?`}
      submit="Delete"
      danger
      onClose={onClose}
      onSubmit={() => remove.mutate()}
      error={remove.error}
      busy={remove.isPending}
    >
      {uses.data && uses.data.length > 0 && (
        <Alert color="yellow" title="It is used here">
          <List size="sm">
            {uses.data.map((use) => (
              <List.Item key={`${use.node}${use.relation}${use.name}`}>
                {use.name}{' '}
                <Text span size="xs" c="dimmed">
                  {use.relation}
                </Text>
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Text size="sm">{after}</Text>
    </FormDialog>
  );
}
