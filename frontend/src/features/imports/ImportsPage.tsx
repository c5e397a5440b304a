/** All imports of the workspace. */

import { Badge, Button, Table } from '@mantine/core';
import { IconDatabaseImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { readImports } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Import } from '@/shared/api/types';
import { number } from '@/shared/format';
import { routes } from '@/shared/routes';
import { Moment } from '@/shared/ui/Moment';
import { PageBody, PageHeader } from '@/shared/ui/Page';
import { Empty, Loaded } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';

export const IMPORT_STATES: Record<Import['state'], { label: string; color: string }> = {
  uploaded: { label: 'Not started', color: 'gray' },
  queued: { label: 'Queued', color: 'gray' },
  running: { label: 'Running', color: 'blue' },
  done: { label: 'Done', color: 'green' },
  failed: { label: 'Failed', color: 'red' },
};

export default function ImportsPage() {
  const { id: ws, canEdit } = useWorkspace();
  const imports = useQuery({ queryKey: keys.imports(ws), queryFn: () => readImports(ws) });
  const start = canEdit && (
    <Button component={Link} href={routes.newImport(ws)} leftSection={<IconDatabaseImport size={15} />}>
      Import people
    </Button>
  );
  return (
    <>
      <PageHeader title="Imports" icon={<IconDatabaseImport size={20} aria-hidden />} actions={start} />
      <PageBody>
        <Loaded query={imports}>
          {({ items: list }) => {
            if (list.length === 0)
              return (
                <Empty icon={<IconDatabaseImport size={22} />} title="No imports yet" action={start}>
                  A CSV file becomes people: columns become fields, lines that don’t fit are listed with their
                  reason.
                </Empty>
              );
            return <ImportTable imports={list} />;
          }}
        </Loaded>
      </PageBody>
    </>
  );
}

function ImportTable({ imports }: { imports: Import[] }) {
  const { id: ws } = useWorkspace();
  return (
    <Table.ScrollContainer minWidth={700}>
      <Table verticalSpacing={7} withTableBorder bg="var(--surface-card)">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>File</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>When</Table.Th>
            <Table.Th ta="right">Lines</Table.Th>
            <Table.Th ta="right">Created</Table.Th>
            <Table.Th ta="right">Updated</Table.Th>
            <Table.Th ta="right">Rejected</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {imports.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>
                <Link
                  className="link"
                  href={
                    one.state === 'uploaded'
                      ? `${routes.newImport(ws)}?upload=${one.id}`
                      : routes.import(ws, one.id)
                  }
                >
                  {one.file_name ?? `Import ${one.id}`}
                </Link>
              </Table.Td>
              <Table.Td>
                <Badge color={IMPORT_STATES[one.state].color}>{IMPORT_STATES[one.state].label}</Badge>
              </Table.Td>
              <Table.Td>
                <Moment at={one.created_at} />
              </Table.Td>
              <Table.Td ta="right">{number(one.total)}</Table.Td>
              <Table.Td ta="right">{number(one.created)}</Table.Td>
              <Table.Td ta="right">{number(one.updated)}</Table.Td>
              <Table.Td ta="right">{number(one.rejected)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
