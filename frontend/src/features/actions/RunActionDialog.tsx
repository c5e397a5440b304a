/** Run Now: one flow step for chosen people, without a campaign; drawn from the same forms as steps in a flow. */

import { Alert, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { blankParams } from '@/domain/forms/fields';
import { runSingleAction } from '@/shared/api/endpoints';
import { ApiError } from '@/shared/api/errors';
import type { Params } from '@/shared/api/types';
import { number, people as peopleWords } from '@/shared/format';
import { routes } from '@/shared/routes';
import { FormDialog } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { ParamsForm } from '../forms/ParamsForm';
import { useCatalog } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';

export type Chosen = { people: number[] } | { list: number } | { smart_list: number };
type Props = {
  /** "Ada Lovelace", "3 people", "everybody on Fans". */
  whom: string;
  chosen: Chosen;
  /** How many there are, where it is known; the server counts again. */
  count: number | null;
  onClose: () => void;
};

export function RunActionDialog({ whom, chosen, count, onClose }: Props) {
  const { id: ws } = useWorkspace();
  const [, navigate] = useLocation();
  const kinds = (useCatalog().data?.actions ?? []).filter(({ alone }) => alone);
  const [kindName, setKindName] = useState<string | null>(null);
  const [params, setParams] = useState<Params>({});
  const [typed, setTyped] = useState('');
  const kind = kinds.find((each) => each.kind === kindName);
  const run = useMutation({
    mutationFn: () =>
      runSingleAction(ws, {
        kind: kindName ?? '',
        params,
        ...chosen,
        confirm: Number(typed.replace(/\D/g, '')) || null,
      }),
    onSuccess: ({ run: id, people, warnings }) => {
      said(
        `${kind?.label} runs for ${peopleWords(people)}.${warnings.length ? ` ${warnings.join(' ')}` : ''}`,
      );
      navigate(routes.run(ws, id));
    },
  });
  const known = countOf(run.error) ?? count;
  const isMany = known !== 1;
  const isTyped = known === null || typed.replace(/\D/g, '') === String(known);
  return (
    <FormDialog
      title={`Run a flow step on ${whom}`}
      submit="Run now"
      onClose={onClose}
      onSubmit={() => run.mutate()}
      error={run.error}
      busy={run.isPending}
      disabled={!kind || (isMany && !isTyped)}
    >
      <Select
        label="Flow step"
        placeholder="Choose a step"
        data-autofocus
        searchable
        data={kinds.map((each) => ({ value: each.kind, label: each.label }))}
        value={kindName}
        allowDeselect={false}
        onChange={(next) => {
          setKindName(next);
          setParams(blankParams(kinds.find((each) => each.kind === next)));
          run.reset();
        }}
      />
      {kind && (
        <Stack gap="xs">
          <Text size="xs" c="dimmed">
            {kind.help}
          </Text>
          <ParamsForm key={kind.kind} kind={kind} params={params} onChange={setParams} />
        </Stack>
      )}
      {isMany && (
        <Alert
          color="yellow"
          title={known === null ? 'This is for many people' : `This is for ${peopleWords(known)}`}
        >
          <TextInput
            mt={4}
            label={known === null ? 'Type how many there are to confirm' : `Type ${number(known)} to confirm`}
            inputMode="numeric"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </Alert>
      )}
    </FormDialog>
  );
}

/** The server knows the number better than the page does. */
function countOf(error: unknown): number | null {
  const counted =
    error instanceof ApiError && error.code === 'count_not_confirmed' ? error.details?.count : null;
  return typeof counted === 'number' ? counted : null;
}
