/** "Why not?": which rule of a campaign holds this person back now, with the actual values. */

import { Alert, List, Select, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconHelp, IconHelpCircle, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { readWhyNot } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { WhyNot } from '@/shared/api/types';
import { useSearchParts } from '@/shared/hooks/useSearchParts';
import { Empty, Loaded } from '@/shared/ui/states';
import { useNodes } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import classes from './Person.module.css';

export function WhyNotPanel({ person }: { person: number }) {
  const { id: ws } = useWorkspace();
  const [part, set] = useSearchParts();
  const campaign = part('of');
  const campaigns = useNodes().filter(({ kind }) => kind === 'campaign');
  const answer = useQuery({
    queryKey: [...keys.person(ws, person), 'why-not', campaign],
    queryFn: () => readWhyNot(ws, person, Number(campaign)),
    enabled: campaign !== null,
    staleTime: 0,
  });
  return (
    <div className={classes.view}>
      <Select
        label="Campaign"
        placeholder="Choose a campaign"
        maw={420}
        mb="md"
        searchable
        clearable
        data={campaigns.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={campaign}
        onChange={(of) => set({ of })}
      />
      {campaign === null ? (
        <Empty icon={<IconHelp size={22} />} title="Why not?">
          Choose a campaign to see each of its rules, whether this person passes it, and what the person has.
        </Empty>
      ) : (
        <Loaded query={answer}>{(found) => <Answer found={found} />}</Loaded>
      )}
    </div>
  );
}

/** Who may come in may yet get no mail; that rule stands behind the door. */
function wouldEnter({ asked }: WhyNot): string {
  const unmailed = asked.some(({ subject, passed }) => subject === 'E-mail' && passed === false);
  return `No rule of this campaign stands in the way now${unmailed ? ', but e-mail would not be sent' : ''}.`;
}

const MARKS = {
  true: { icon: IconCheck, color: 'green', said: 'Passed' },
  false: { icon: IconX, color: 'red', said: 'Not passed' },
  null: { icon: IconHelpCircle, color: 'gray', said: 'Depends on the moment' },
};

function Answer({ found }: { found: WhyNot }) {
  return (
    <>
      <Alert
        color={found.held_back ? 'red' : 'green'}
        title={found.held_back ? 'Held back' : 'This person would enter'}
        mb="md"
        maw={680}
      >
        {found.held_back || wouldEnter(found)}
      </Alert>
      <List listStyleType="none" spacing="xs" size="sm" aria-label="Rules">
        {found.asked.map(({ subject, words, passed, actual }) => {
          const { icon: Icon, color, said } = MARKS[`${passed}`];
          return (
            <List.Item
              key={`${subject}${words}`}
              icon={
                <ThemeIcon color={color} variant="light" size={22} radius="xl" aria-label={said}>
                  <Icon size={14} />
                </ThemeIcon>
              }
            >
              <Text span size="sm" c="dimmed">
                {subject}:
              </Text>{' '}
              {words}
              {actual && (
                <Text span size="sm" c="dimmed">
                  {' '}
                  · {actual}
                </Text>
              )}
            </List.Item>
          );
        })}
      </List>
    </>
  );
}
