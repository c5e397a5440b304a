/** Who is in a program, with which status; by hand people are put in, moved on, taken out (F07). */

import { Badge, Button, Group, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { modals } from '@mantine/modals';
import { IconSearch, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { columnsOfValues } from '@/domain/memberValues';
import { readProgramMembers, setMemberStatus } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { MemberField, Program, ProgramMember } from '@/shared/api/types';
import { number, people } from '@/shared/format';
import { Moment } from '@/shared/ui/Moment';
import { failed, said } from '@/shared/ui/notices';
import { PageBody } from '@/shared/ui/Page';
import { Empty } from '@/shared/ui/states';
import { ChoosePeopleDialog } from '../people/ChoosePeopleDialog';
import { type Column, PeopleTable } from '../people/PeopleTable';
import { useMemberFields } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { MemberDialog } from './MemberDialog';

export function Members({ program }: { program: Program }) {
  const { id: ws, canEdit } = useWorkspace();
  const [search] = useSearchParams();
  const status = search.get('status');
  const q = search.get('q') ?? '';
  const [wanted] = useDebouncedValue(q.trim(), 250);
  const fields = useMemberFields().data ?? NO_FIELDS;
  const [editing, setEditing] = useState<ProgramMember | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const edit = (member: ProgramMember) => (
    <Button
      size="compact-xs"
      variant="subtle"
      aria-label={`Edit the values of ${member.person.name}`}
      onClick={() => setEditing(member)}
    >
      Edit
    </Button>
  );
  return (
    <PageBody flush>
      <PeopleTable<ProgramMember>
        label="Members"
        queryKey={[...keys.program(ws, program.id), 'members', status, wanted]}
        read={(cursor) => readProgramMembers(ws, program.id, { cursor, status, q: wanted })}
        personOf={(row) => row.person}
        selection={canEdit ? { chosen, onChange: setChosen } : undefined}
        tools={
          <Group gap="xs">
            <Find q={q} />
            <StatusFilter program={program} status={status} />
            {canEdit && chosen.size > 0 && (
              <ChangeStatus program={program} chosen={[...chosen]} onDone={() => setChosen(new Set())} />
            )}
            {canEdit && chosen.size === 0 && <AddMembers program={program} />}
          </Group>
        }
        extra={(members) => [
          {
            label: 'Status',
            draw: ({ status: at, success }) => <Badge color={success ? 'green' : 'gray'}>{at.name}</Badge>,
          },
          { label: 'Success', draw: ({ success }) => (success ? 'Yes' : 'No'), width: 60 },
          ...valueColumns(fields, members),
          ...(canEdit
            ? [{ label: 'Own values', draw: (member: ProgramMember) => edit(member), width: 80 }]
            : []),
          { label: 'Since', draw: ({ since }) => <Moment at={since} />, width: 140 },
        ]}
        empty={
          wanted || status ? (
            <Empty icon={<IconSearch size={22} />} title="Nobody found">
              No member fits this search and status.
            </Empty>
          ) : (
            <Empty icon={<IconUsers size={22} />} title="No members yet">
              Add people here, by an import, or with the flow step Change Program Status.
            </Empty>
          )
        }
      />
      {editing && (
        <MemberDialog program={program} member={editing} fields={fields} onClose={() => setEditing(null)} />
      )}
    </PageBody>
  );
}

const NO_FIELDS: MemberField[] = [];

const valueColumns = (fields: readonly MemberField[], members: ProgramMember[]): Column<ProgramMember>[] =>
  columnsOfValues(
    fields.map(({ name }) => name),
    members,
  ).map((name) => ({ label: name, draw: ({ values }) => values[name] ?? '–', width: 80 }));

/** The search and the status stand in the address, so that a link shows the same people. */
function useAsked() {
  const [, setSearch] = useSearchParams();
  return (name: 'q' | 'status', value: string | null) =>
    setSearch(
      (old) => {
        const next = new URLSearchParams(old);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
}

function Find({ q }: { q: string }) {
  const ask = useAsked();
  return (
    <TextInput
      aria-label="Find members"
      placeholder="Name or e-mail"
      w={200}
      leftSection={<IconSearch size={15} />}
      value={q}
      onChange={(event) => ask('q', event.currentTarget.value)}
    />
  );
}

const inOrder = (program: Program) => [...program.statuses].sort((a, b) => a.step - b.step);

function StatusFilter({ program, status }: { program: Program; status: string | null }) {
  const ask = useAsked();
  return (
    <Select
      aria-label="Status"
      placeholder="Any status"
      clearable
      w={190}
      data={inOrder(program)
        .filter(({ step }) => step > 0)
        .map(({ id, name, members }) => ({ value: String(id), label: `${name} (${number(members)})` }))}
      value={status}
      onChange={(next) => ask('status', next)}
    />
  );
}

function useSetStatus(program: Program, onDone: () => void) {
  const { id: ws } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sent: { people: number[]; status: number }) => setMemberStatus(ws, program.id, sent),
    onSuccess: ({ changed }, { people: asked }) => {
      client.invalidateQueries({ queryKey: keys.program(ws, program.id) });
      const same = asked.length - changed;
      const others = same > 0 ? ` ${people(same)} stayed: nobody goes back to an earlier status.` : '';
      said(`${people(changed)} changed.${others}`);
      onDone();
    },
    onError: (error) => failed(error),
  });
}

type ChangeProps = { program: Program; chosen: number[]; onDone: () => void };

function ChangeStatus({ program, chosen, onDone }: ChangeProps) {
  const change = useSetStatus(program, onDone);
  function choose(id: string | null) {
    const status = program.statuses.find((each) => String(each.id) === id);
    if (!status) return;
    modals.openConfirmModal({
      title:
        status.step === 0
          ? `Take ${people(chosen.length)} out of “${program.name}”?`
          : `Give ${people(chosen.length)} the status “${status.name}”?`,
      children:
        status.step === 0
          ? 'Their membership ends. They stay in the database.'
          : 'It is logged, and campaigns that listen to it start. Nobody goes back to an earlier status.',
      labels: { confirm: status.step === 0 ? 'Take out' : 'Change status', cancel: 'Cancel' },
      onConfirm: () => change.mutate({ people: chosen, status: status.id }),
    });
  }
  return (
    <Group gap="xs">
      <Text size="sm">{number(chosen.length)} chosen</Text>
      <Select
        aria-label="Change status to"
        placeholder="Change status to…"
        w={200}
        data={inOrder(program).map(({ id, name }) => ({ value: String(id), label: name }))}
        value={null}
        disabled={change.isPending}
        onChange={choose}
      />
    </Group>
  );
}

function AddMembers({ program }: { program: Program }) {
  const [adding, setAdding] = useState(false);
  const statuses = inOrder(program).filter(({ step, hidden }) => step > 0 && !hidden);
  const [status, setStatus] = useState(String(statuses[0]?.id ?? ''));
  const add = useSetStatus(program, () => setAdding(false));
  return (
    <>
      <Button variant="light" leftSection={<IconUserPlus size={15} />} onClick={() => setAdding(true)}>
        Add members
      </Button>
      {adding && (
        <ChoosePeopleDialog
          title={`Add members to ${program.name}`}
          error={add.error}
          busy={add.isPending}
          onClose={() => setAdding(false)}
          onChosen={(ids) => add.mutate({ people: ids, status: Number(status) })}
        >
          <Select
            label="Status"
            data={statuses.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={status}
            allowDeselect={false}
            onChange={(next) => setStatus(next ?? '')}
          />
        </ChoosePeopleDialog>
      )}
    </>
  );
}
