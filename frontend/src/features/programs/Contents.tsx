import { Badge, Button, Group, Menu, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { NodeId, NodeKind } from '@/shared/api/types';
import { addressOf } from '@/shared/routes';
import { ASSET_LABELS, AssetIcon, STATUS_WORDS } from '@/shared/ui/assetLook';
import { Section } from '@/shared/ui/Page';
import { useDialogs } from '../tree/dialogs';
import { useNodes } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';

const IN_PROGRAM: NodeKind[] = ['campaign', 'smart_list', 'list', 'email', 'form', 'folder'];

/** What lies directly in a program or folder. */
export function Contents({ parent }: { parent: NodeId }) {
  const { id: ws, canEdit } = useWorkspace();
  const open = useDialogs((state) => state.open);
  const nodes = useNodes();
  const inside = nodes.filter((node) => node.parent === parent);
  const self = nodes.find(({ node }) => node === parent);
  const offered: NodeKind[] =
    self?.kind === 'folder' && !self.in_program ? ['program', ...IN_PROGRAM] : IN_PROGRAM;
  return (
    <Section
      title="In here"
      actions={
        canEdit && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="light" leftSection={<IconPlus size={15} />}>
                New
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {offered.map((kind) => (
                <Menu.Item
                  key={kind}
                  leftSection={<AssetIcon kind={kind} />}
                  onClick={() => open({ type: 'create', kind, parent })}
                >
                  New {ASSET_LABELS(kind)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )
      }
    >
      {inside.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing yet. Campaigns, smart lists, lists and folders made here use the tokens of this place.
        </Text>
      )}
      <Stack gap={6}>
        {inside.map((node) => (
          <Group key={node.node} gap={8} wrap="nowrap">
            <AssetIcon kind={node.kind} campaignKind={node.campaign_kind} />
            <Link className="link" href={addressOf(ws, node.node)} style={{ fontSize: 13 }}>
              {node.name}
            </Link>
            {node.status && node.campaign_kind !== 'executable' && (
              <Badge color={STATUS_WORDS[node.status].color}>{STATUS_WORDS[node.status].label}</Badge>
            )}
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
