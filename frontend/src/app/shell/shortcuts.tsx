/** The list of keys, opened by `?` or from the user menu. */

import { Kbd, SimpleGrid, Table, Title } from '@mantine/core';
import { modals } from '@mantine/modals';
import { SHORTCUTS } from '@/shared/shortcuts';

export function openShortcuts(): void {
  modals.open({ title: 'Keyboard shortcuts', size: 'xl', children: <Shortcuts /> });
}

function Shortcuts() {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
      {SHORTCUTS.map(({ area, keys }) => (
        <section key={area} aria-label={area}>
          <Title order={3} size="sm" mb={4}>
            {area}
          </Title>
          <Table verticalSpacing={4} horizontalSpacing={4}>
            <Table.Tbody>
              {keys.map(([combination, meaning]) => (
                <Table.Tr key={combination}>
                  <Table.Td>
                    <Kbd>{combination}</Kbd>
                  </Table.Td>
                  <Table.Td>{meaning}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ))}
    </SimpleGrid>
  );
}
