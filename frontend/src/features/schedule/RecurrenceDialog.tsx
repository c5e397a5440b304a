/** Again and again: daily, weekly or monthly, with the next three dates before it is saved. */

import { Alert, Group, NumberInput, Radio, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { blankRecurrence, PATTERNS, type Recurrence, UNITS, WEEKS, withPattern } from '@/domain/recurrence';
import { previewRecurrence, setRecurrence } from '@/shared/api/endpoints';
import { sentence } from '@/shared/api/errors';
import { keys } from '@/shared/api/keys';
import type { Campaign } from '@/shared/api/types';
import { FormDialog } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { WEEKDAYS, type Weekday, Weekdays } from '../forms/MomentControls';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { Confirmations } from './Confirmations';
import { NextDates } from './NextDates';
import { useStart } from './useStart';

type Props = { campaign: Campaign; current?: Recurrence; onClose: () => void };

export function RecurrenceDialog({ campaign, current, onClose }: Props) {
  const { id: ws, timezone } = useWorkspace();
  const [rule, setRule] = useState<Recurrence>(current ?? blankRecurrence(new Date()));
  const start = useStart(
    campaign,
    (confirmed) => setRecurrence(ws, campaign.id, { recurrence: rule, ...confirmed }),
    () => {
      said('The recurrence is set.');
      onClose();
    },
  );
  const [asked] = useDebouncedValue(rule, 250);
  const preview = useQuery({
    queryKey: [...keys.workspace(ws), 'recurrence', asked],
    queryFn: () => previewRecurrence(ws, asked),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <FormDialog
      title={`Schedule ${campaign.name} again and again`}
      submit="Save recurrence"
      size="lg"
      onClose={onClose}
      onSubmit={start.submit}
      error={start.error}
      busy={start.isPending}
      disabled={start.isOpen || Boolean(preview.error)}
    >
      <RecurrenceForm rule={rule} onChange={setRule} />
      <Text size="xs" c="dimmed">
        In the workspace’s time zone, {timezone}. A time that the change of clocks skips runs at the next
        valid one.
      </Text>
      <div role="status" aria-live="polite">
        {preview.error ? (
          <Alert color="red" py={6}>
            {sentence(preview.error)}
          </Alert>
        ) : (
          preview.data && (
            <Stack gap={4}>
              <Text size="sm" fw={600}>
                {preview.data.words}
              </Text>
              <NextDates dates={preview.data.next} zone={preview.data.zone} />
            </Stack>
          )
        )}
      </div>
      <Confirmations campaign={campaign} start={start} />
    </FormDialog>
  );
}

type FormProps = { rule: Recurrence; onChange: (rule: Recurrence) => void };

function RecurrenceForm({ rule, onChange }: FormProps) {
  const change = (part: Partial<Recurrence>) => onChange({ ...rule, ...part });
  return (
    <>
      <Group align="flex-end">
        <Select
          label="Repeat"
          w={150}
          data={PATTERNS}
          allowDeselect={false}
          data-autofocus
          value={rule.pattern}
          onChange={(pattern) => pattern && onChange(withPattern(rule, pattern as Recurrence['pattern']))}
        />
        <NumberInput
          label={`Every … ${UNITS[rule.pattern]}`}
          w={150}
          min={1}
          max={366}
          allowDecimal={false}
          value={rule.every}
          onChange={(every) => change({ every: Math.max(1, Number(every) || 1) })}
        />
        <TextInput
          type="time"
          label="At"
          w={120}
          required
          value={rule.at.slice(0, 5)}
          onChange={(event) => change({ at: event.currentTarget.value })}
        />
      </Group>
      {rule.pattern === 'daily' && (
        <Switch
          label="Monday to Friday only"
          checked={rule.weekdays_only}
          onChange={(event) => change({ weekdays_only: event.currentTarget.checked })}
        />
      )}
      {rule.pattern === 'weekly' && (
        <Weekdays
          label="On"
          value={rule.weekdays as Weekday[]}
          onChange={(weekdays) => change({ weekdays })}
        />
      )}
      {rule.pattern === 'monthly' && <DayOfMonth rule={rule} onChange={onChange} />}
      <Group align="flex-end">
        <TextInput
          type="date"
          label="From"
          required
          value={rule.starts_on}
          onChange={(event) => change({ starts_on: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label="To (optional)"
          value={rule.ends_on ?? ''}
          onChange={(event) => change({ ends_on: event.currentTarget.value || null })}
        />
      </Group>
    </>
  );
}

function DayOfMonth({ rule, onChange }: FormProps) {
  const byWeek = rule.week_of_month !== null;
  const change = (part: Partial<Recurrence>) => onChange({ ...rule, ...part });
  return (
    <Stack gap={6}>
      <Radio.Group
        label="On"
        value={byWeek ? 'week' : 'day'}
        onChange={(by) =>
          change(
            by === 'week'
              ? { day_of_month: null, week_of_month: 1, weekday: 'monday' }
              : { day_of_month: 1, week_of_month: null, weekday: null },
          )
        }
      >
        <Group gap="md" mt={4}>
          <Radio value="day" label="A day of the month" />
          <Radio value="week" label="A weekday of the month" />
        </Group>
      </Radio.Group>
      {byWeek ? (
        <Group>
          <Select
            aria-label="Which week"
            w={120}
            data={WEEKS}
            allowDeselect={false}
            value={String(rule.week_of_month)}
            onChange={(week) => change({ week_of_month: Number(week) as Recurrence['week_of_month'] })}
          />
          <Select
            aria-label="Weekday"
            w={150}
            data={WEEKDAYS.map((day) => ({ value: day, label: day.charAt(0).toUpperCase() + day.slice(1) }))}
            allowDeselect={false}
            value={rule.weekday}
            onChange={(day) => change({ weekday: day as Weekday })}
          />
        </Group>
      ) : (
        <NumberInput
          aria-label="Day of the month"
          description="29 to 31 fall on a short month’s last day."
          w={260}
          min={1}
          max={31}
          allowDecimal={false}
          value={rule.day_of_month ?? 1}
          onChange={(day) => change({ day_of_month: Math.min(31, Math.max(1, Number(day) || 1)) })}
        />
      )}
    </Stack>
  );
}
