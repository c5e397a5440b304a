/** How many people wait, or are held, at which step, on which version. */

import { Badge, Table } from '@mantine/core';
import type { PlaceInside } from '@/shared/api/types';
import { number } from '@/shared/format';

export function PlacesTable({ places, label }: { places: PlaceInside[]; label: string }) {
  return (
    <Table aria-label={label} verticalSpacing={5}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Step</Table.Th>
          <Table.Th>Version</Table.Th>
          <Table.Th ta="right">People</Table.Th>
          <Table.Th>Could move</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {places.map((place) => (
          <Table.Tr key={`${place.version}|${place.path}|${place.step}|${place.state}`}>
            <Table.Td>
              {place.number ? `${place.number}. ` : ''}
              {place.words} <Badge color={place.state === 'held' ? 'red' : 'yellow'}>{place.state}</Badge>
            </Table.Td>
            <Table.Td>{place.version ?? '–'}</Table.Td>
            <Table.Td ta="right">{number(place.people)}</Table.Td>
            <Table.Td>{sayMove(place)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function sayMove({ outdated, keeps }: PlaceInside): string {
  if (!outdated) return 'On the newest version';
  return keeps ? 'Yes' : 'No, the step is gone';
}
