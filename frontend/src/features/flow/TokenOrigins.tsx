/** Where the step's tokens get their values: layer by layer, with the parent's context and without (T09). */

import { Select, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readTokenOrigins } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { FlowStep, TokenOrigin } from '@/shared/api/types';
import { Loaded } from '@/shared/ui/states';
import { useSaving } from '../drafts/DraftContext';
import { useFormHere } from '../forms/FormContext';
import { PersonPick } from '../people/PersonPick';
import { useWorkspace } from '../workspace/WorkspaceContext';
import classes from './TokenOrigins.module.css';
import { choiceOf, useCallerChains } from './useCallerChains';

type Column = TokenOrigin['columns'][number];
const EVERY_WAY = '';

export function TokenOrigins({ step }: { step: FlowStep }) {
  const { id: ws } = useWorkspace();
  const { campaign } = useFormHere();
  const { editNumber } = useSaving();
  const [person, setPerson] = useState<number | null>(null);
  const [chain, setChain] = useState(EVERY_WAY);
  const chains = useCallerChains(campaign ?? 0);
  const chosen = chains.some(({ key }) => key === chain) ? chain : EVERY_WAY;
  const query = useQuery({
    queryKey: [...keys.campaignPart(ws, campaign ?? 0, 'token-origins'), editNumber, chosen, person],
    queryFn: () => readTokenOrigins(ws, campaign ?? 0, { chain: chosen, person }),
    enabled: campaign !== null,
    placeholderData: (old) => old,
  });
  return (
    <>
      {chains.length > 0 && (
        <Select
          label="Called by"
          data={[{ value: EVERY_WAY, label: 'Every way to this campaign' }, ...chains.map(choiceOf)]}
          value={chosen}
          allowDeselect={false}
          searchable
          onChange={(next) => setChain(next ?? EVERY_WAY)}
        />
      )}
      <PersonPick label="For this person" value={person} onChange={setPerson} />
      <Loaded query={query}>
        {(origins) => {
          const own = origins.filter(({ steps }) => steps.includes(step.id));
          if (own.length === 0)
            return (
              <Text size="sm" c="dimmed">
                No tokens in this step. Type {'{{'} in a text to choose one.
              </Text>
            );
          return own.map((origin) => <Origin key={`${origin.token}${origin.default}`} origin={origin} />);
        }}
      </Loaded>
    </>
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
        <Text size="sm">
          Its value comes from {origin.from_person}, when the step acts.
          {origin.value !== null && (
            <>
              {' '}
              Now: <b>{origin.value || origin.default || 'empty'}</b>
            </>
          )}
        </Text>
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
        <div className={classes.context}>
          Parent tokens {column.context ? 'True' : 'False'}
          {column.used && <span className={classes.used}> · in use</span>}
        </div>
      )}
      {column.at_run ? (
        <p className={classes.atRun}>From {column.at_run}, as it happens.</p>
      ) : (
        <ol>
          {column.layers.map((layer) => (
            <li key={layer.origin} data-wins={layer.wins || undefined}>
              <span className={classes.origin}>
                {layer.origin}
                {layer.fallback && ' · fall-back'}
              </span>
              <span className={classes.value}>
                {layer.wins && <IconCheck size={13} aria-label="This value is used" />}
                {layer.value === null ? 'not defined' : layer.value || 'empty'}
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
      )}
    </div>
  );
}
