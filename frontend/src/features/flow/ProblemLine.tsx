import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import { isError } from '@/domain/problems';
import type { Problem } from '@/shared/api/types';
import classes from './ProblemLine.module.css';

export function ProblemLine({ problem }: { problem: Problem }) {
  return (
    <div className={classes.line} data-severity={problem.severity}>
      {isError(problem) ? (
        <IconCircleX size={15} aria-label="Error" />
      ) : (
        <IconAlertTriangle size={15} aria-label="Warning" />
      )}
      <span>{problem.message}</span>
    </div>
  );
}
