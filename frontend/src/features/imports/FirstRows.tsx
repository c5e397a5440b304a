import { Table } from '@mantine/core';
import type { UploadedImport } from '@/shared/api/types';
import classes from './Imports.module.css';

export function FirstRows({ upload }: { upload: UploadedImport }) {
  return (
    <Table.ScrollContainer minWidth={400}>
      <Table verticalSpacing={3} fz="xs" aria-label="First rows of the file">
        <Table.Thead>
          <Table.Tr>
            {upload.columns.map(({ name }) => (
              <Table.Th key={name} style={{ whiteSpace: 'nowrap' }}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {upload.rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a file have no other name than their place
            <Table.Tr key={line}>
              {row.map((cell, at) => (
                <Table.Td key={upload.columns[at]?.name ?? at} className={classes.cell} title={cell ?? ''}>
                  {cell || '–'}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
