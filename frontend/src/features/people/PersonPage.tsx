/** One person: fields, where they belong, and everything that happened to them. */

import { Badge, Group, List, Tabs, Text } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { Link } from 'wouter';
import { readPerson } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Person } from '@/shared/api/types';
import { number } from '@/shared/format';
import { useSearchParts } from '@/shared/hooks/useSearchParts';
import { useStored } from '@/shared/hooks/useStored';
import { routes } from '@/shared/routes';
import { Moment } from '@/shared/ui/Moment';
import { PageHeader, Section } from '@/shared/ui/Page';
import { Splitter } from '@/shared/ui/Splitter';
import { Loaded, Loading } from '@/shared/ui/states';
import { RunActionButton } from '../actions/RunActionButton';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { DeletePerson } from './DeletePerson';
import { MergeButton } from './MergeButton';
import classes from './Person.module.css';
import { PersonFields } from './PersonFields';
import { PersonLog } from './PersonLog';
import { PersonTrace } from './PersonTrace';
import { OwnerSection, TasksSection } from './SalesSections';
import { WhyNotPanel } from './WhyNotPanel';

const ScoreChart = lazy(() => import('./ScoreChart'));

const FACTS = { least: 280, most: 700, usual: 400 };

export default function PersonPage({ id }: { id: number }) {
  const { id: ws, name, canEdit } = useWorkspace();
  const [width, setWidth] = useStored('person-width', FACTS.usual);
  const person = useQuery({ queryKey: keys.person(ws, id), queryFn: () => readPerson(ws, id) });
  return (
    <Loaded query={person}>
      {(found) => (
        <>
          <PageHeader
            title={found.name}
            icon={<IconUser size={20} aria-hidden />}
            crumbs={[
              { label: name, href: routes.home(ws) },
              { label: 'People', href: routes.people(ws) },
            ]}
            actions={
              <>
                <RunActionButton whom={found.name} chosen={{ people: [found.id] }} count={1} />
                {canEdit && <MergeButton person={found} />}
                <DeletePerson person={found} />
              </>
            }
            badges={
              <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                Number {found.id} · since <Moment at={found.created_at} />
              </Text>
            }
          />
          <div className={classes.body}>
            <div className={classes.facts} style={{ width, maxWidth: '40%' }}>
              <PersonFields key={found.updated_at} person={found} />
              <OwnerSection person={found} />
              <TasksSection person={found} />
              <Belongs person={found} />
            </div>
            <Splitter
              label="Width of the fields"
              value={width}
              least={FACTS.least}
              most={FACTS.most}
              onChange={setWidth}
            />
            <PersonViews person={found} />
          </div>
        </>
      )}
    </Loaded>
  );
}

function PersonViews({ person }: { person: Person }) {
  const [part, set] = useSearchParts();
  const view = part('view') ?? 'activity';
  return (
    <Tabs
      value={view}
      onChange={(next) => set({ view: next === 'activity' ? null : next, activity: null })}
      keepMounted={false}
      className={classes.log}
    >
      <Tabs.List>
        <Tabs.Tab value="activity">Activity</Tabs.Tab>
        <Tabs.Tab value="runs">Runs</Tabs.Tab>
        <Tabs.Tab value="score">Score</Tabs.Tab>
        <Tabs.Tab value="why-not">Why not?</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="activity" className={classes.panel}>
        <PersonLog person={person} />
      </Tabs.Panel>
      <Tabs.Panel value="runs" className={classes.panel}>
        <PersonTrace person={person.id} />
      </Tabs.Panel>
      <Tabs.Panel value="score" className={classes.panel}>
        <Suspense fallback={<Loading />}>
          <ScoreChart person={person.id} />
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="why-not" className={classes.panel}>
        <WhyNotPanel person={person.id} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Belongs({ person }: { person: Person }) {
  const { id: ws } = useWorkspace();
  return (
    <>
      <Section title="Lists">
        <Items none="On no list.">
          {person.lists.map((list) => (
            <Link key={list.id} className="link" href={routes.list(ws, list.id)}>
              {list.name}
            </Link>
          ))}
        </Items>
      </Section>
      <Section title="Programs">
        <Items none="Member of no program.">
          {person.programs.map((program) => (
            <Group key={program.id} gap={6}>
              <Link className="link" href={routes.program(ws, program.id)}>
                {program.name}
              </Link>
              <Badge color={program.success ? 'green' : 'gray'}>
                {program.status}
                {program.success ? ', success' : ''}
              </Badge>
            </Group>
          ))}
        </Items>
      </Section>
      <Section title="Campaigns">
        <Items none="Has been in no campaign.">
          {person.campaigns.map((campaign) => (
            <div key={campaign.id}>
              <Link className="link" href={routes.campaign(ws, campaign.id)}>
                {campaign.name}
              </Link>{' '}
              <Text span size="xs" c="dimmed">
                {campaign.entries === 1 ? 'once' : `${number(campaign.entries)} times`}, last{' '}
                <Moment at={campaign.last} />
              </Text>
            </div>
          ))}
        </Items>
      </Section>
    </>
  );
}

function Items({ children, none }: { children: ReactNode[]; none: string }) {
  if (children.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {none}
      </Text>
    );
  return (
    <List size="sm" listStyleType="none" spacing={4}>
      {children.map((child, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are drawn from the server's order
        <List.Item key={index}>{child}</List.Item>
      ))}
    </List>
  );
}
