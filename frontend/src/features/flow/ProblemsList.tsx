/** Every problem of the campaign, errors first; each leads to its place. */

import { UnstyledButton } from '@mantine/core';
import { useLocation } from 'wouter';
import { sorted } from '@/domain/problems';
import type { Problem } from '@/shared/api/types';
import { routes } from '@/shared/routes';
import { useShownProblems } from '../drafts/DraftContext';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { ProblemLine } from './ProblemLine';
import classes from './ProblemsDrawer.module.css';

type Props = { campaign: number; onStep?: (step: string) => void };

export function ProblemsList({ campaign, onStep }: Props) {
  const problems = useShownProblems();
  const { id: ws } = useWorkspace();
  const [, navigate] = useLocation();

  function go({ where }: Problem) {
    if (where.part === 'flow' && where.step) {
      if (onStep) return onStep(where.step);
      return navigate(`${routes.campaign(ws, campaign, 'flow')}?step=${where.step}`);
    }
    if (where.part === 'smart_list') return navigate(routes.campaign(ws, campaign, 'smart-list'));
    return navigate(routes.campaign(ws, campaign, 'schedule'));
  }

  return (
    <ul className={classes.list}>
      {sorted(problems).map((problem) => (
        <li key={`${problem.code}${JSON.stringify(problem.where)}${problem.message}`}>
          <UnstyledButton w="100%" onClick={() => go(problem)}>
            <ProblemLine problem={problem} />
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
