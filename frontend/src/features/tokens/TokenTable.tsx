/** My Tokens of a program or folder: its own, overriding, and inherited ones. */

import { ActionIcon, Badge, Button, Group, Table, Text, Tooltip } from '@mantine/core';
import { IconBraces, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { readTokens } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { MyToken, NodeId } from '@/shared/api/types';
import { addressOf } from '@/shared/routes';
import { Section } from '@/shared/ui/Page';
import { Empty, Loaded } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { DeleteTokenDialog } from './DeleteTokenDialog';
import { TOKEN_TYPES, TokenDialog } from './TokenDialog';

type Asking = { type: 'edit'; token: MyToken | null } | { type: 'delete'; token: MyToken } | null;

export function TokenTable({ owner }: { owner: NodeId }) {
  const { id: ws, canEdit } = useWorkspace();
  const tokens = useQuery({ queryKey: keys.tokens(ws, owner), queryFn: () => readTokens(ws, owner) });
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const add = canEdit && (
    <Button
      variant="light"
      leftSection={<IconPlus size={15} />}
      onClick={() => setAsking({ type: 'edit', token: null })}
    >
      New Token
    </Button>
  );
  return (
    <Section title="My Tokens" actions={add}>
      <Loaded query={tokens} rows={3}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon={<IconBraces size={22} />} title="No tokens yet">
              A token is a named value, such as {'{{my.score}}'}, that flow steps of this place and of all
              places below it can use. The nearest one up the tree counts.
            </Empty>
          ) : (
            <Rows tokens={list} onAsk={setAsking} />
          )
        }
      </Loaded>
      {asking?.type === 'edit' && <TokenDialog owner={owner} token={asking.token} onClose={close} />}
      {asking?.type === 'delete' && <DeleteTokenDialog owner={owner} token={asking.token} onClose={close} />}
    </Section>
  );
}

const STATES = {
  local: { color: 'blue', meaning: 'Defined here.' },
  overridden: { color: 'yellow', meaning: 'Defined here, over a value from further up.' },
  inherited: { color: 'gray', meaning: 'Comes from further up the tree.' },
};

function Rows({ tokens, onAsk }: { tokens: MyToken[]; onAsk: (asking: Asking) => void }) {
  return (
    <Table.ScrollContainer minWidth={620}>
      <Table verticalSpacing={6} aria-label="My Tokens">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Token</Table.Th>
            <Table.Th>Type</Table.Th>
            <Table.Th>Value</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>From</Table.Th>
            <Table.Th w={80}>
              <span className="visually-hidden">Actions</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tokens.map((token) => (
            <TokenRow key={`${token.owner.node}${token.id}`} token={token} onAsk={onAsk} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function TokenRow({ token, onAsk }: { token: MyToken; onAsk: (asking: Asking) => void }) {
  const { id: ws, canEdit } = useWorkspace();
  const isInherited = token.state === 'inherited';
  return (
    <Table.Tr>
      <Table.Td>
        <code>{token.token}</code>
      </Table.Td>
      <Table.Td>{TOKEN_TYPES.find(({ value }) => value === token.type)?.label}</Table.Td>
      <Table.Td maw={320} style={{ overflowWrap: 'anywhere' }}>
        {token.value || (
          <Text span c="dimmed" size="sm">
            empty
          </Text>
        )}
        {token.inherited && (
          <Text size="xs" c="dimmed">
            instead of {token.inherited.value || 'empty'} from {token.inherited.owner.name}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Tooltip label={STATES[token.state].meaning}>
          <Badge color={STATES[token.state].color}>{token.state}</Badge>
        </Tooltip>
      </Table.Td>
      <Table.Td>
        <Link className="link" href={addressOf(ws, token.owner.node)}>
          {token.owner.name}
        </Link>
      </Table.Td>
      <Table.Td>
        {canEdit && (
          <Group gap={2} wrap="nowrap" justify="flex-end">
            <Tooltip label={isInherited ? 'Override here' : 'Edit'}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`${isInherited ? 'Override' : 'Edit'} ${token.token}`}
                onClick={() => onAsk({ type: 'edit', token })}
              >
                <IconPencil size={16} />
              </ActionIcon>
            </Tooltip>
            {!isInherited && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Delete ${token.token}`}
                onClick={() => onAsk({ type: 'delete', token })}
              >
                <IconTrash size={16} />
              </ActionIcon>
            )}
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
