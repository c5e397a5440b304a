/** The run console: header, the flow with its counts, the live activity log, campaigns called, errors. */

import { Tabs } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useSearchParams } from 'wouter';
import type { Run } from '@/shared/api/types';
import { number } from '@/shared/format';
import { useStored } from '@/shared/hooks/useStored';
import { Splitter } from '@/shared/ui/Splitter';
import { Failure, Loading } from '@/shared/ui/states';
import { ActivityLog } from './ActivityLog';
import { ChildrenTree } from './ChildrenTree';
import { ErrorsPanel } from './ErrorsPanel';
import classes from './Run.module.css';
import { RunCanvas } from './RunCanvas';
import { RunHeader } from './RunHeader';
import { useRunConsole } from './useRunConsole';

const CANVAS = { least: 280, most: 1100, usual: 440 };
/** Below this width the flow is a tab instead of a column. */
const BOTH = 960;

export default function RunPage({ id }: { id: number }) {
  const { console, socket, error, loadEarlier } = useRunConsole(id);
  const [width, setWidth] = useStored('run-canvas-width', CANVAS.usual);
  const [search, setSearch] = useSearchParams();
  const { ref, width: room } = useElementSize();
  const { run } = console;
  if (!run && error) return <Failure error={error} />;
  if (!run && console.refused) return <Failure error={new Error(console.refused.message)} />;
  if (!run) return <Loading />;
  const isNarrow = room > 0 && room < BOTH;
  const asked = search.get('tab') ?? 'activity';
  const tab = asked === 'flow' && !isNarrow ? 'activity' : asked;
  const set = (name: string, value: string | null) =>
    setSearch(
      (old) => {
        const next = new URLSearchParams(old);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  const canvas = (
    <RunCanvas run={run} onStep={(place) => set('step', place)} selectedPlace={search.get('step')} />
  );
  return (
    <>
      <RunHeader run={run} socket={socket} />
      <div className={classes.body} ref={ref}>
        {!isNarrow && (
          <>
            <div
              style={{ width, maxWidth: '48%', flex: 'none', display: 'flex', minHeight: 0 }}
              className={classes.canvas}
            >
              {canvas}
            </div>
            <Splitter
              label="Width of the flow"
              value={width}
              least={CANVAS.least}
              most={CANVAS.most}
              onChange={setWidth}
            />
          </>
        )}
        <Tabs
          value={tab}
          onChange={(next) => set('tab', next === 'activity' ? null : next)}
          keepMounted={false}
          className={classes.side}
        >
          <Tabs.List>
            <Tabs.Tab value="activity">Activity</Tabs.Tab>
            {isNarrow && <Tabs.Tab value="flow">Flow</Tabs.Tab>}
            <Tabs.Tab value="campaigns">Campaigns called{countOf(run.children.length)}</Tabs.Tab>
            <Tabs.Tab value="errors">Held and failed{countOf(troubled(run))}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="activity" className={classes.panel}>
            <ActivityLog console={console} run={run} onEarlier={loadEarlier} />
          </Tabs.Panel>
          {isNarrow && (
            <Tabs.Panel value="flow" className={classes.panel}>
              {canvas}
            </Tabs.Panel>
          )}
          <Tabs.Panel value="campaigns" className={classes.panel}>
            <ChildrenTree run={run} />
          </Tabs.Panel>
          <Tabs.Panel value="errors" className={classes.panel}>
            <ErrorsPanel run={run} />
          </Tabs.Panel>
        </Tabs>
      </div>
    </>
  );
}

const countOf = (count: number): string => (count > 0 ? ` (${number(count)})` : '');

/** Held people and failed steps together: each is something to look at. */
function troubled(run: Run): number {
  const failures = Object.values(run.steps).reduce((sum, step) => sum + step.failed, 0);
  return run.held + failures;
}
