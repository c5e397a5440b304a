/** One step that a person passed, or would pass: the choice taken, and what was logged. */

import { IconArrowRight } from '@tabler/icons-react';
import type { CSSProperties, ReactNode } from 'react';
import type { Activity, PassedStep } from '@/shared/api/types';
import { exactMoment } from '@/shared/format';
import { roleColor, stepIcon } from '../flow/stepLook';
import { qualifiedOf } from '../run/summary';
import { What } from '../run/What';
import { useCatalog, useFieldLabel } from '../workspace/queries';
import classes from './PersonTrace.module.css';

type Props = {
  step: PassedStep;
  after: string;
  /** Where on the whole span of time the step stands; null where all took a moment. */
  share: number | null;
  /** What stands behind a row. */
  remark?: (activity: Activity) => string | null;
  children?: ReactNode;
};

export function TraceStep({ step, after, share, remark, children }: Props) {
  const role = useCatalog().data?.actions.find(({ kind }) => kind === step.kind)?.role ?? 'data';
  const labelOf = useFieldLabel();
  const Icon = stepIcon(step.kind, role);
  const look = { '--depth': step.depth, '--share': share ?? 0, '--role': roleColor(role) } as CSSProperties;
  return (
    <li className={classes.step} style={look}>
      <span className={classes.time} title={exactMoment(step.at)}>
        {after}
        {share !== null && <i aria-hidden />}
      </span>
      <Icon size={16} color="var(--role)" stroke={1.9} aria-hidden />
      <div className={classes.body}>
        <div className={classes.head}>
          <b>{step.label}</b>
          {step.depth > 0 && step.campaign && <span className={classes.where}>in {step.campaign.name}</span>}
          {step.condition && (
            <span className={classes.choice}>
              {step.branch === 'default' ? 'Default' : `If ${step.condition}`}
              <IconArrowRight size={12} aria-hidden /> {step.does}
            </span>
          )}
        </div>
        {children}
        {step.activities.map((activity) => (
          <div key={activity.id} className={classes.done} data-result={activity.result}>
            <What activity={activity} labelOf={labelOf} />
            {qualifiedOf(activity) === false && <span> · {String(activity.attributes.Reason ?? '')}</span>}
            {remark?.(activity) && <span> · {remark(activity)}</span>}
          </div>
        ))}
        {step.activities.length === 0 && <div className={classes.done}>{step.does}</div>}
      </div>
    </li>
  );
}
