/** The settings that hold people back: qualification rule, limits, person restriction. */

import { Alert, Button, Group, NumberInput, Radio, Select, Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { qualificationHelp, qualificationWords } from '@/domain/settings';
import { saveSettings } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Campaign, CampaignSettings, QualificationMode, QualificationUnit } from '@/shared/api/types';
import { Refusal } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { useSchedule } from './useSchedule';

export function SettingsForm({ campaign }: { campaign: Campaign }) {
  const { id: ws, canEdit, whyNot } = useWorkspace();
  const client = useQueryClient();
  const [settings, setSettings] = useState<CampaignSettings>(campaign.settings);
  const save = useMutation({
    mutationFn: () => saveSettings(ws, campaign.id, settings),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: keys.campaign(ws, campaign.id) });
      said('Settings saved.');
    },
  });
  const schedule = useSchedule(campaign.id);
  const byItsSteps = schedule.data ? `, which is ${schedule.data.default_priority}` : '';
  const change = (part: Partial<CampaignSettings>) => setSettings((old) => ({ ...old, ...part }));
  const isChanged = JSON.stringify(settings) !== JSON.stringify(campaign.settings);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <fieldset disabled={!canEdit} style={{ border: 0, padding: 0, margin: 0 }}>
        <Stack gap="md">
          {whyNot && (
            <Text size="xs" c="dimmed">
              {whyNot}
            </Text>
          )}
          <Qualification
            rule={settings.qualification}
            executable={campaign.executable}
            onChange={(qualification) => change({ qualification })}
          />
          <Switch
            label="Block non-operational mail over the communication limits"
            description="Whoever has had enough mail today or this week is left out of non-operational sends; the flow goes on."
            checked={settings.block_non_operational}
            onChange={(event) => change({ block_non_operational: event.currentTarget.checked })}
          />
          {!campaign.executable && (
            <NumberInput
              label="Person restriction"
              description="When more people qualify than this, the run does not start at all. Empty means no limit."
              placeholder="No limit"
              min={1}
              allowDecimal={false}
              thousandSeparator=","
              w={260}
              value={settings.person_limit ?? ''}
              onChange={(next) => change({ person_limit: next === '' ? null : Number(next) })}
            />
          )}
          {!campaign.executable && (
            <Select
              label="Priority"
              description={`By default the highest class among its own steps and its executables’${byItsSteps}. A change counts for new entries.`}
              w={260}
              clearable
              placeholder="By its steps"
              data={[
                { value: 'high', label: 'High' },
                { value: 'medium', label: 'Medium' },
                { value: 'low', label: 'Low' },
              ]}
              value={settings.priority}
              onChange={(priority) => change({ priority: priority as CampaignSettings['priority'] })}
            />
          )}
          {save.error && <Refusal error={save.error} />}
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!isChanged}>
              Save settings
            </Button>
            {isChanged && (
              <Button variant="subtle" color="gray" onClick={() => setSettings(campaign.settings)}>
                Discard
              </Button>
            )}
          </Group>
        </Stack>
      </fieldset>
    </form>
  );
}

type Rule = CampaignSettings['qualification'];
const UNITS: QualificationUnit[] = ['hours', 'days', 'weeks', 'months'];

function Qualification({
  rule,
  executable,
  onChange,
}: {
  rule: Rule;
  executable: boolean;
  onChange: (rule: Rule) => void;
}) {
  return (
    <Stack gap={6}>
      <Radio.Group
        label="Qualification: how often can a person go through this flow?"
        value={rule.mode}
        onChange={(mode) => onChange({ ...rule, mode: mode as QualificationMode })}
      >
        <Stack gap={6} mt={6}>
          <Radio value="once" label="Only once" />
          <Radio value="every_time" label="Every time" />
          <Radio value="interval" label="Once every …" />
        </Stack>
      </Radio.Group>
      {rule.mode === 'interval' && (
        <Group gap={6} ml={28}>
          <NumberInput
            aria-label="Number"
            w={90}
            min={1}
            allowDecimal={false}
            value={rule.every}
            onChange={(every) => onChange({ ...rule, every: Math.max(1, Number(every) || 1) })}
          />
          <Select
            aria-label="Unit"
            w={130}
            data={UNITS}
            value={rule.unit}
            allowDeselect={false}
            onChange={(unit) => onChange({ ...rule, unit: unit as QualificationUnit })}
          />
        </Group>
      )}
      {rule.mode === 'once' ? (
        <Alert color="yellow" py={6}>
          {qualificationWords(rule)}. {qualificationHelp(rule, executable)}
        </Alert>
      ) : (
        <Text size="xs" c="dimmed">
          {qualificationWords(rule)}. {qualificationHelp(rule, executable)}
        </Text>
      )}
    </Stack>
  );
}
