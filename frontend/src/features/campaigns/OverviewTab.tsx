/** Overview: what it is, what it calls and what calls it, its last runs. */

import { Badge, Button, Group, List, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { qualificationWords } from '@/domain/settings';
import { ruleCount } from '@/domain/smartList/smartList';
import { updateAsset } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { CallRef, Campaign } from '@/shared/api/types';
import { number } from '@/shared/format';
import { routes } from '@/shared/routes';
import { STATUS_WORDS } from '@/shared/ui/assetLook';
import { Moment } from '@/shared/ui/Moment';
import { failed } from '@/shared/ui/notices';
import { PageBody, Section } from '@/shared/ui/Page';
import { useFlow, useSmartList } from '../drafts/DraftContext';
import { ProblemsDrawer } from '../flow/ProblemsDrawer';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { RunTable } from './RunTable';

export function OverviewTab({ campaign }: { campaign: Campaign }) {
  return (
    <>
      <PageBody>
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" maw={1240}>
          <Facts campaign={campaign} />
          <Calls campaign={campaign} />
        </SimpleGrid>
        <Stack mt="md" maw={1240}>
          <Section title="Last runs">
            <RunTable runs={campaign.runs} campaign={campaign} />
          </Section>
        </Stack>
      </PageBody>
      <ProblemsDrawer campaign={campaign.id} />
    </>
  );
}

function Facts({ campaign }: { campaign: Campaign }) {
  const { id: ws } = useWorkspace();
  const steps = useFlow().steps.length;
  const rules = ruleCount(useSmartList());
  const status = STATUS_WORDS[campaign.status];
  return (
    <Section title="About">
      <Description campaign={campaign} />
      <Fact label="Status">
        {campaign.executable
          ? 'Runs only when another campaign executes it'
          : `${status.label}. ${status.meaning}`}
      </Fact>
      <Fact label="Who">
        <Link className="link" href={routes.campaign(ws, campaign.id, 'smart-list')}>
          {rules === 0
            ? 'No filters yet'
            : `${number(rules)} ${rules === 1 ? 'filter or trigger' : 'filters and triggers'}`}
        </Link>
      </Fact>
      <Fact label="What">
        <Link className="link" href={routes.campaign(ws, campaign.id, 'flow')}>
          {steps === 0 ? 'No steps yet' : `${number(steps)} ${steps === 1 ? 'step' : 'steps'}`}
        </Link>
      </Fact>
      <Fact label="How often">{qualificationWords(campaign.settings.qualification)}</Fact>
      <Fact label="Members">
        <Link className="link" href={routes.campaign(ws, campaign.id, 'members')}>
          {number(campaign.members)}
        </Link>
      </Fact>
      <Fact label="Published">
        {campaign.published ? (
          <>
            Version {campaign.published.number}, <Moment at={campaign.published.at} />
            {campaign.published.by ? ` by ${campaign.published.by}` : ''}{' '}
            {campaign.has_unpublished_changes && <Badge color="yellow">Unpublished changes</Badge>}
          </>
        ) : (
          'Not yet'
        )}
      </Fact>
    </Section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Group gap="sm" wrap="nowrap" align="baseline" py={3}>
      <Text size="sm" c="dimmed" w={96} style={{ flex: 'none' }}>
        {label}
      </Text>
      <Text size="sm" component="div">
        {children}
      </Text>
    </Group>
  );
}

function Description({ campaign }: { campaign: Campaign }) {
  const { id: ws, canEdit } = useWorkspace();
  const client = useQueryClient();
  const [text, setText] = useState(campaign.description);
  const save = useMutation({
    mutationFn: () => updateAsset(ws, 'campaign', campaign.id, { description: text }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.campaign(ws, campaign.id) }),
    onError: failed,
  });
  if (!canEdit) return campaign.description ? <Text size="sm">{campaign.description}</Text> : null;
  return (
    <Stack gap={6} mb={6}>
      <Textarea
        aria-label="Description"
        placeholder="What is this campaign for?"
        minRows={1}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text !== campaign.description && (
        <Group justify="flex-end">
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            Save description
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Calls({ campaign }: { campaign: Campaign }) {
  return (
    <Section title="Calls">
      <CallList title="It calls" calls={campaign.calls} none="It calls no other campaign." />
      <CallList
        title="Called by"
        calls={campaign.called_by}
        none={
          campaign.executable
            ? 'No campaign executes it yet. Add the step Execute Campaign to a flow and choose this one.'
            : 'No campaign calls it.'
        }
      />
    </Section>
  );
}

function CallList({ title, calls, none }: { title: string; calls: CallRef[]; none: string }) {
  const { id: ws } = useWorkspace();
  return (
    <>
      <Text size="sm" fw={600} mt={4}>
        {title}
      </Text>
      {calls.length === 0 ? (
        <Text size="sm" c="dimmed" mb="xs">
          {none}
        </Text>
      ) : (
        <List size="sm" mb="xs" spacing={2}>
          {calls.map((call) => (
            <List.Item key={`${call.id}${call.relation}`}>
              <Link className="link" href={routes.campaign(ws, call.id)}>
                {call.name}
              </Link>{' '}
              <Badge color={call.relation === 'executes' ? 'iris' : 'gray'} size="sm">
                {call.relation === 'executes' ? 'executes, serial' : `${call.relation}, parallel`}
              </Badge>
            </List.Item>
          ))}
        </List>
      )}
    </>
  );
}
