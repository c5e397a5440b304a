/** State, progress, speed, and Abort with what it means for the people inside. */

import { Button, Progress, Text, Tooltip } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconTerminal2 } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { abortRun, pauseRun, resumeRun } from '@/shared/api/endpoints';
import type { Run } from '@/shared/api/types';
import { duration, number, people } from '@/shared/format';
import { useTick } from '@/shared/hooks/useTick';
import { routes } from '@/shared/routes';
import type { SocketState } from '@/shared/socket';
import { Moment } from '@/shared/ui/Moment';
import { failed, said } from '@/shared/ui/notices';
import { PageHeader } from '@/shared/ui/Page';
import { RUN_STATES, StateBadge } from '../campaigns/RunTable';
import { useWorkspace } from '../workspace/WorkspaceContext';
import classes from './Run.module.css';

const OPEN_STATES = new Set(['preparing', 'running', 'waiting']);
export const isOpen = (run: Run): boolean => OPEN_STATES.has(run.state);

export function RunHeader({ run, socket }: { run: Run; socket: SocketState }) {
  const { id: ws, name } = useWorkspace();
  const campaign = run.campaign;
  return (
    <PageHeader
      title={`Run ${run.id} of ${campaign ? campaign.name : 'a single flow action'}`}
      icon={<IconTerminal2 size={20} aria-hidden />}
      crumbs={[
        { label: name, href: routes.home(ws) },
        ...(campaign
          ? [
              { label: campaign.name, href: routes.campaign(ws, campaign.id) },
              { label: 'Runs', href: routes.campaign(ws, campaign.id, 'runs') },
            ]
          : []),
      ]}
      badges={<StateBadge state={run.state} paused={run.paused} />}
      actions={
        <>
          <LiveMark run={run} socket={socket} />
          {isOpen(run) && <PauseButton run={run} />}
          {isOpen(run) && <AbortButton run={run} />}
        </>
      }
      tabs={<Numbers run={run} />}
    />
  );
}

function LiveMark({ run, socket }: { run: Run; socket: SocketState }) {
  if (!isOpen(run) && socket === 'live') return null;
  const words = {
    live: 'Live',
    connecting: 'Connecting…',
    reconnecting: 'Reconnecting… it goes on where it was',
    closed: 'Not live',
  }[socket];
  return (
    <span className={classes.live} role="status" aria-live="polite">
      <span className={classes.dot} data-state={socket} aria-hidden />
      {words}
    </span>
  );
}

function Numbers({ run }: { run: Run }) {
  useTick(isOpen(run) ? 1000 : null);
  const total = run.total ?? run.entered;
  const share = total > 0 ? Math.min(100, ((run.done + run.left) / total) * 100) : 0;
  return (
    <div style={{ paddingBottom: 10 }}>
      <div className={classes.numbers}>
        <Figure
          label={run.total === null ? 'entered' : `of ${number(run.total)} entered`}
          value={run.entered}
        />
        <Figure label="done" value={run.done} />
        <Figure label="waiting" value={run.waiting} />
        {run.left > 0 && <Figure label="taken out" value={run.left} />}
        {run.held > 0 && <Figure label="held" value={run.held} bad />}
        {run.rate ? <Figure label="activities a second" value={Math.round(run.rate)} /> : null}
        <span>
          <b>{duration(run.started_at, run.ended_at)}</b>
        </span>
        <span>
          Started <Moment at={run.started_at} /> by {run.started_by ?? 'its triggers'}
        </span>
      </div>
      {run.state === 'preparing' || run.kind === 'batch' ? (
        <Progress.Root size={5} mt={4}>
          <Progress.Section
            value={run.state === 'preparing' ? 100 : share}
            animated={run.state === 'preparing'}
            aria-label={`${Math.round(share)} percent done`}
          />
        </Progress.Root>
      ) : null}
      {run.reason && (
        <Text size="sm" c={run.state === 'failed' ? 'var(--bad)' : 'dimmed'} mt={4}>
          {run.reason}
        </Text>
      )}
    </div>
  );
}

function Figure({ label, value, bad }: { label: string; value: number; bad?: boolean }): ReactNode {
  return (
    <span>
      <b data-bad={bad || undefined}>{number(value)}</b>
      {label}
    </span>
  );
}

function PauseButton({ run }: { run: Run }) {
  const { id: ws, whyNot } = useWorkspace();
  const change = useMutation({
    mutationFn: () => (run.paused ? resumeRun(ws, run.id) : pauseRun(ws, run.id)),
    onSuccess: () => said(run.paused ? 'The run goes on.' : 'The run is paused.'),
    onError: failed,
  });
  const meaning = run.paused
    ? 'Everybody goes on where they stand.'
    : 'Nobody goes on until it is resumed; nobody is lost, and new entries queue.';
  return (
    <Tooltip label={whyNot ?? meaning}>
      <Button
        variant="default"
        leftSection={run.paused ? <IconPlayerPlay size={15} /> : <IconPlayerPause size={15} />}
        disabled={whyNot !== null}
        loading={change.isPending}
        onClick={() => change.mutate()}
      >
        {run.paused ? 'Resume' : 'Pause'}
      </Button>
    </Tooltip>
  );
}

function AbortButton({ run }: { run: Run }) {
  const { id: ws, whyNot } = useWorkspace();
  const abort = useMutation({
    mutationFn: () => abortRun(ws, run.id),
    onSuccess: () => said('The run is being stopped.'),
    onError: failed,
  });
  const inside = Math.max(0, run.entered - run.done - run.left);
  function ask() {
    modals.openConfirmModal({
      title: 'Abort this run?',
      children: (
        <Text size="sm">
          {people(inside)} inside will not go on; executables that run for them stop too. What has happened
          stays, and campaigns that were requested go on.
          {run.campaign?.kind === 'trigger' && ' The campaign is deactivated as well.'}
        </Text>
      ),
      labels: { confirm: 'Abort', cancel: 'Let it run' },
      confirmProps: { color: 'red' },
      onConfirm: () => abort.mutate(),
    });
  }
  return (
    <Tooltip label={whyNot ?? RUN_STATES.aborted.meaning}>
      <Button
        color="red"
        variant="light"
        leftSection={<IconPlayerStop size={15} />}
        disabled={whyNot !== null}
        loading={abort.isPending}
        onClick={ask}
      >
        Abort
      </Button>
    </Tooltip>
  );
}
