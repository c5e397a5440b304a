/** A folder: what is in it, and the tokens that everything below inherits. */

import { Stack, Text } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import type { NodeId } from '@/shared/api/types';
import { AssetIcon } from '@/shared/ui/assetLook';
import { PageBody, PageHeader } from '@/shared/ui/Page';
import { Empty, Loaded } from '@/shared/ui/states';
import { TokenTable } from '../tokens/TokenTable';
import { useTree } from '../workspace/queries';
import { useCrumbs } from '../workspace/useCrumbs';
import { Contents } from './Contents';

export default function FolderPage({ id }: { id: number }) {
  const node: NodeId = `folder:${id}`;
  const tree = useTree();
  const crumbs = useCrumbs(node);
  return (
    <Loaded query={tree}>
      {({ nodes }) => {
        const folder = nodes.find((each) => each.node === node);
        if (!folder)
          return (
            <Empty icon={<IconFolder size={22} />} title="Not found">
              There is no such folder in this workspace. It may have been deleted.
            </Empty>
          );
        return (
          <>
            <PageHeader title={folder.name} icon={<AssetIcon kind="folder" size={20} />} crumbs={crumbs} />
            <PageBody>
              <Stack gap="md" maw={1100}>
                <Contents parent={node} />
                {folder.in_program ? (
                  <Text size="sm" c="dimmed">
                    A folder inside a program has no tokens of its own; those of the program count here.
                  </Text>
                ) : (
                  <TokenTable owner={node} />
                )}
              </Stack>
            </PageBody>
          </>
        );
      }}
    </Loaded>
  );
}
