/** Where the step's tokens get their values: layer by layer, with the parent's context and without (T09). */

import { Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { readTokenOrigins } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { FlowStep, TokenOrigin } from '@/shared/api/types';
import { Loaded } from '@/shared/ui/states';
import { useSaving } from '../drafts/DraftContext';
import { useFormHere } from '../forms/FormContext';
import { useWorkspace } from '../workspace/WorkspaceContext';
import classes from './TokenOrigins.module.css';

type Column = TokenOrigin['columns'][number];

export function TokenOrigins({ step }: { step: FlowStep }) {
  const { id: ws } = useWorkspace();
  const { campaign } = useFormHere();
  const { editNumber } = useSaving();
  const query = useQuery({
    queryKey: [...keys.campaignPart(ws, campaign ?? 0, 'token-origins'), editNumber],
    queryFn: () => readTokenOrigins(ws, campaign ?? 0),
    enabled: campaign !== null,
    placeholderData: (old) => old,
  });
  const text = JSON.stringify(step).toLowerCase();
  return (
    <Loaded query={query}>
      {(origins) => {
        const own = origins.filter(({ token }) => text.includes(token.slice(2, -2).toLowerCase()));
        if (own.length === 0)
          return (
            <Text size="sm" c="dimmed">
              No tokens in this step. Type {'{{'} in a text to choose one.
            </Text>
          );
        return own.map((origin) => <Origin key={`${origin.token}${origin.default}`} origin={origin} />);
      }}
    </Loaded>
  );
}

function Origin({ origin }: { origin: TokenOrigin }) {
  const callers = [...new Set(origin.columns.map(({ caller }) => caller))];
  return (
    <section className={classes.token} aria-label={origin.token}>
      <Title order={3} className={classes.name}>
        {origin.token}
      </Title>
      {origin.from_person && (
        <Text size="sm">Its value comes from {origin.from_person}, when the step acts.</Text>
      )}
      {callers.map((caller) => (
        <div key={caller}>
          {caller && (
            <Text size="xs" fw={600} mt={6}>
              Called by {caller}
            </Text>
          )}
          <div className={classes.columns}>
            {origin.columns
              .filter((column) => column.caller === caller)
              .map((column) => (
                <Layers key={String(column.context)} column={column} fallback={origin.default} />
              ))}
          </div>
        </div>
      ))}
    </section>
  );
}

function Layers({ column, fallback }: { column: Column; fallback: string | null }) {
  const decided = column.layers.some(({ wins }) => wins);
  return (
    <div className={classes.column}>
      {column.context !== null && (
        <div className={classes.context}>Parent tokens {column.context ? 'True' : 'False'}</div>
      )}
      <ol>
        {column.layers.map(({ origin, value, wins }) => (
          <li key={origin} data-wins={wins || undefined}>
            <span className={classes.origin}>{origin}</span>
            <span className={classes.value}>
              {wins && <IconCheck size={13} aria-label="This value is used" />}
              {value === null ? 'not defined' : value || 'empty'}
            </span>
          </li>
        ))}
        <li data-wins={!decided || undefined}>
          <span className={classes.origin}>
            {fallback === null ? 'Nothing defines it' : 'Default in the text'}
          </span>
          <span className={classes.value}>
            {!decided && <IconCheck size={13} aria-label="This value is used" />}
            {fallback ?? 'prints empty'}
          </span>
        </li>
      </ol>
    </div>
  );
}
