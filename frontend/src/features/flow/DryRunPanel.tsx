/** Dry run: whom to play the flow with, and what it would do. Nothing is changed, logged or sent. */

import { Button, Group, Select, Text } from '@mantine/core';
import { IconPlayerPlay, IconTestPipe } from '@tabler/icons-react';
import { useState } from 'react';
import type { Trial } from '@/shared/api/endpoints';
import type { Campaign } from '@/shared/api/types';
import { Refusal } from '@/shared/ui/FormDialog';
import { Empty, Loading } from '@/shared/ui/states';
import { PersonPick } from '../people/PersonPick';
import { DryRunResult } from './DryRunResult';
import classes from './ProblemsDrawer.module.css';
import { choiceOf, useCallerChains } from './useCallerChains';
import type { DryRunHere } from './useDryRun';

const WHOM = [
  { value: 'person', label: 'One person' },
  { value: '100', label: 'The first 100 who would enter' },
  { value: '1000', label: 'The first 1,000 who would enter' },
];
const ALONE = '';
const CONTEXTS = [
  { value: 'true', label: 'True' },
  { value: 'false', label: 'False' },
];

type Props = { campaign: Campaign; dryRun: DryRunHere };

export function DryRunPanel({ campaign, dryRun }: Props) {
  const [whom, setWhom] = useState('person');
  const [person, setPerson] = useState<number | null>(null);
  const chains = useCallerChains(campaign.executable ? campaign.id : 0);
  const [key, setKey] = useState(ALONE);
  const chain = chains.find((each) => each.key === key);
  const [context, setContext] = useState<boolean | null>(null);
  const parentContext = context ?? chain?.contexts[0] ?? false;
  const alone = whom === 'person';

  function play() {
    const trial: Trial = alone ? { person: person ?? 0 } : { people: Number(whom) };
    dryRun.play(chain ? { ...trial, chain: chain.key, parent_context: parentContext } : trial);
  }

  return (
    <div className={classes.panel}>
      <form
        className={classes.ask}
        aria-label="Dry run"
        onSubmit={(event) => {
          event.preventDefault();
          play();
        }}
      >
        <Select
          label="With whom"
          data={WHOM}
          value={whom}
          allowDeselect={false}
          onChange={(next) => setWhom(next ?? 'person')}
        />
        {alone && <PersonPick label="Person" value={person} onChange={setPerson} />}
        {chains.length > 0 && (
          <Select
            label="Called by"
            data={[{ value: ALONE, label: 'Nobody: on its own' }, ...chains.map(choiceOf)]}
            value={chain?.key ?? ALONE}
            allowDeselect={false}
            searchable
            onChange={(next) => {
              setKey(next ?? ALONE);
              setContext(null);
            }}
          />
        )}
        {chain && (
          <Select
            label="Use Parent Campaign Token Context"
            data={CONTEXTS}
            value={String(parentContext)}
            allowDeselect={false}
            onChange={(next) => setContext(next === 'true')}
          />
        )}
        <Group gap="xs">
          <Button
            type="submit"
            leftSection={<IconPlayerPlay size={15} />}
            loading={dryRun.isBusy}
            disabled={alone && person === null}
          >
            Play
          </Button>
          {dryRun.found && (
            <Button variant="default" onClick={dryRun.forget}>
              Clear
            </Button>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          The flow as it is drafted. Nothing is changed, logged, counted or sent.
        </Text>
      </form>
      <div className={classes.result} aria-live="polite">
        <Outcome campaign={campaign} dryRun={dryRun} />
      </div>
    </div>
  );
}

function Outcome({ campaign, dryRun }: Props) {
  if (dryRun.isBusy) return <Loading rows={4} label="Playing the flow…" />;
  if (dryRun.error) return <Refusal error={dryRun.error} />;
  if (dryRun.found)
    return <DryRunResult campaign={campaign.id} found={dryRun.found} isStale={dryRun.isStale} />;
  return (
    <Empty icon={<IconTestPipe size={22} />} title="What would this flow do?">
      Choose a person to see every step, choice and value, or the first people who would enter to see counts
      on the steps.
    </Empty>
  );
}
