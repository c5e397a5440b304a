/** What each column becomes, how people are recognised, and where they are put. */

import { Alert, Button, Group, Select, SimpleGrid, Stack, TagsInput, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBolt } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { keyColumns, mappingFrom, mappingProblems } from '@/domain/imports';
import { checkImport, type StartImport, startImport } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { ColumnMapping, UploadedImport } from '@/shared/api/types';
import { counted, number } from '@/shared/format';
import { routes } from '@/shared/routes';
import { Refusal } from '@/shared/ui/FormDialog';
import { Section } from '@/shared/ui/Page';
import { useStatuses } from '../forms/AssetControls';
import { useFields, useNodes } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { ColumnTable } from './ColumnTable';
import { FirstRows } from './FirstRows';
import classes from './Imports.module.css';

type Goal = Pick<StartImport, 'list' | 'program' | 'status'>;
const NOWHERE: Goal = { list: null, program: null, status: null };

export function MappingForm({ upload, onAnother }: { upload: UploadedImport; onAnother: () => void }) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  const fields = useFields();
  const [, navigate] = useLocation();
  const [mapping, setMapping] = useState<ColumnMapping[]>(() => mappingFrom(upload.columns));
  const [key, setKey] = useState<string | null>(upload.key);
  const [emptyWords, setEmptyWords] = useState(upload.empty_words ?? []);
  const [goal, setGoal] = useState<Goal>(NOWHERE);
  const order: StartImport = { mapping, key: key ?? '', empty_words: emptyWords, ...goal };
  const problems = mappingProblems(mapping, key, fields);
  if (goal.program && !goal.status) problems.push('Choose the status that people get in the program.');
  const triggers = useTriggers(upload, order, problems.length === 0);
  const start = useMutation({
    mutationFn: () => startImport(ws, upload.id, order),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: keys.imports(ws) });
      client.invalidateQueries({ queryKey: keys.fields });
      navigate(routes.import(ws, upload.id));
    },
  });
  return (
    <div className={classes.form}>
      <Group justify="space-between">
        <Text size="sm">
          <b>{upload.file_name}</b>: {counted(upload.total_rows, 'line')},{' '}
          {counted(upload.columns.length, 'column')}
        </Text>
        <Button variant="subtle" onClick={onAnother}>
          Another file
        </Button>
      </Group>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Section title="Who is who">
          <Stack gap="xs">
            <Select
              label="Key column"
              description="Whoever has the same value here is the same person: existing people are updated, not doubled."
              data={keyColumns(mapping)}
              value={key}
              searchable
              allowDeselect={false}
              onChange={setKey}
            />
            <TagsInput
              label="Words that mean empty"
              description="Cells with one of these words leave the field as it is."
              value={emptyWords}
              onChange={setEmptyWords}
            />
          </Stack>
        </Section>
        <Section title="Where they go">
          <Goals goal={goal} onChange={setGoal} />
        </Section>
      </SimpleGrid>
      <Section title="Columns">
        <ColumnTable upload={upload} mapping={mapping} onChange={setMapping} />
      </Section>
      <Section title="First rows">
        <FirstRows upload={upload} />
      </Section>
      <Alert color={triggers > 0 ? 'yellow' : 'gray'} icon={<IconBolt size={18} />} role="status">
        {triggers === 0
          ? 'No active trigger campaign is started by this import.'
          : `${counted(triggers, 'active trigger campaign')} may start for these people, because the import creates or changes them.`}
      </Alert>
      {problems.length > 0 && (
        <Alert color="red" title="Before it can start">
          {problems.map((problem) => (
            <div key={problem}>{problem}</div>
          ))}
        </Alert>
      )}
      {start.error && <Refusal error={start.error} />}
      <Group>
        <Button loading={start.isPending} disabled={problems.length > 0} onClick={() => start.mutate()}>
          Import {number(upload.total_rows)} {upload.total_rows === 1 ? 'line' : 'lines'}
        </Button>
      </Group>
    </div>
  );
}

/** How many trigger campaigns this very mapping may start. */
function useTriggers(upload: UploadedImport, order: StartImport, ready: boolean): number {
  const { id: ws } = useWorkspace();
  const [asked] = useDebouncedValue(order, 500);
  const check = useQuery({
    queryKey: [...keys.import(ws, upload.id), 'check', asked],
    queryFn: () => checkImport(ws, upload.id, asked),
    enabled: ready,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return check.data?.triggers ?? upload.triggers;
}

function Goals({ goal, onChange }: { goal: Goal; onChange: (goal: Goal) => void }) {
  const nodes = useNodes().filter(({ archived }) => !archived);
  const statuses = useStatuses(goal.program);
  const options = (kind: string) =>
    nodes.filter((node) => node.kind === kind).map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <Stack gap="xs">
      <Select
        label="List"
        placeholder="No list"
        clearable
        searchable
        data={options('list')}
        value={goal.list ? String(goal.list) : null}
        onChange={(list) => onChange({ ...goal, list: list ? Number(list) : null })}
      />
      <Group grow align="flex-start">
        <Select
          label="Program"
          placeholder="No program"
          clearable
          searchable
          data={options('program')}
          value={goal.program ? String(goal.program) : null}
          onChange={(program) =>
            onChange({ ...goal, program: program ? Number(program) : null, status: null })
          }
        />
        <Select
          label="Status"
          placeholder={goal.program ? 'Choose' : 'Choose the program first'}
          disabled={!goal.program}
          data={statuses.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={goal.status ? String(goal.status) : null}
          onChange={(status) => onChange({ ...goal, status: status ? Number(status) : null })}
        />
      </Group>
    </Stack>
  );
}
