import { IconAlertTriangle, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import type { Problem } from '@/shared/api/types';
import classes from './ProblemLine.module.css';

export function ProblemLine({ problem }: { problem: Problem }) {
  return (
    <div className={classes.line} data-severity={problem.severity}>
      <ProblemIcon severity={problem.severity} size={15} />
      <span>{problem.message}</span>
    </div>
  );
}

export function ProblemIcon({ severity, size }: { severity: Problem['severity']; size: number }) {
  switch (severity) {
    case 'error':
      return <IconCircleX size={size} aria-label="Error" />;
    case 'warning':
      return <IconAlertTriangle size={size} aria-label="Warning" />;
    case 'unfinished':
      return <IconCircleDashed size={size} aria-label="Not finished" />;
  }
}
