/** How many people match right now, and a few of them. */

import { Alert, Button, Collapse, Loader, Table, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { columnsOf, ownColumnsOf } from '@/domain/personColumns';
import { isError } from '@/domain/problems';
import { checkLogic } from '@/domain/smartList/logic';
import { previewSmartList } from '@/shared/api/endpoints';
import { sentence } from '@/shared/api/errors';
import { keys } from '@/shared/api/keys';
import type { PersonRow } from '@/shared/api/types';
import { number, value } from '@/shared/format';
import { routes } from '@/shared/routes';
import { useDraft, useShownProblems, useSmartList } from '../drafts/DraftContext';
import { useFields } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import classes from './SmartList.module.css';

const PAUSE = 450;

export function Preview({ campaign }: { campaign: number | null }) {
  const { id: ws } = useWorkspace();
  const list = useSmartList();
  const [asked] = useDebouncedValue(list, PAUSE);
  const [open, setOpen] = useState(false);
  const typing = list.match === 'advanced' && !checkLogic(list.logic, list.filters.length).ok;
  const preview = useQuery({
    queryKey: [...keys.people(ws), 'preview', campaign, asked],
    queryFn: ({ signal }) =>
      previewSmartList(ws, { smart_list: asked, ...(campaign ? { campaign } : {}) }, signal),
    enabled: !typing,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: false,
  });
  const isOld = asked !== list || preview.isPlaceholderData || preview.isFetching;
  const { data } = preview;
  // Some faults show only with the list in its place, such as a circle of smart lists.
  const broken = useDraft().problems.find((problem) => isError(problem) && problem.where.rule);
  const isBegun = useShownProblems().some(({ severity, where }) => severity === 'unfinished' && where.rule);
  const doubt = isBegun ? null : (data?.doubt ?? broken?.message);
  const nobody = broken !== undefined || data?.problems.some(isError);
  return (
    <section className={classes.preview} aria-label="People who match now" aria-busy={isOld}>
      <span role="status" aria-live="polite">
        <span className={classes.count}>{data && !broken ? number(data.count) : '–'}</span>{' '}
        <Text span size="sm" c="dimmed">
          {data?.count === 1 ? 'person matches now' : 'people match now'}
          {list.triggers.length > 0 && triggersWait(list.filters.length)}
        </Text>
      </span>
      {isOld && !preview.error && <Loader size={14} aria-hidden />}
      {preview.error && (
        <Text size="sm" c="var(--bad)" role="alert">
          {sentence(preview.error)}
        </Text>
      )}
      {data && data.sample.length > 0 && (
        <Button
          variant="subtle"
          size="compact-sm"
          ml="auto"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Hide sample' : 'Show sample'}
        </Button>
      )}
      {doubt && (
        <Alert
          color={nobody ? 'red' : 'yellow'}
          w="100%"
          py={6}
          title={nobody ? 'Nobody will qualify' : 'Not counted'}
        >
          {doubt}
        </Alert>
      )}
      <Collapse expanded={open} w="100%">
        {data && <Sample people={data.sample} />}
      </Collapse>
    </section>
  );
}

const triggersWait = (filters: number): string =>
  filters > 0
    ? ' (filters only; triggers wait for an event)'
    : ' (no filters; one of them enters when a trigger fires)';

function Sample({ people }: { people: PersonRow[] }) {
  const { id: ws } = useWorkspace();
  const fields = useFields();
  const own = ownColumnsOf(people);
  const shown = columnsOf(people);
  const label = (name: string) => fields.find((each) => each.name === name)?.label ?? name;
  return (
    <Table verticalSpacing={4} aria-label="Sample">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          {own.map((column) => (
            <Table.Th key={column.name}>{column.label}</Table.Th>
          ))}
          {shown.map((name) => (
            <Table.Th key={name}>{label(name)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map((person) => (
          <Table.Tr key={person.id}>
            <Table.Td>
              <Link className="link" href={routes.person(ws, person.id)}>
                {person.name}
              </Link>
            </Table.Td>
            {own.map(({ name }) => (
              <Table.Td key={name}>{person[name] ?? '–'}</Table.Td>
            ))}
            {shown.map((name) => (
              <Table.Td key={name}>{value(person.values?.[name])}</Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
