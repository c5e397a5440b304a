/** The bottom drawer: every problem of the campaign, each leading to its place. */

import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { isError, sorted, summary } from '@/domain/problems';
import type { Problem } from '@/shared/api/types';
import { useStored } from '@/shared/hooks/useStored';
import { routes } from '@/shared/routes';
import { useShownProblems } from '../drafts/DraftContext';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { ProblemLine } from './ProblemLine';
import classes from './ProblemsDrawer.module.css';

export function ProblemsDrawer({ campaign, onStep }: { campaign: number; onStep?: (step: string) => void }) {
  const problems = useShownProblems();
  const { id: ws } = useWorkspace();
  const [, navigate] = useLocation();
  const [open, setOpen] = useStored('problems-open', false);
  if (problems.length === 0) return null;

  function go({ where }: Problem) {
    if (where.part === 'flow' && where.step) {
      if (onStep) return onStep(where.step);
      return navigate(`${routes.campaign(ws, campaign, 'flow')}?step=${where.step}`);
    }
    if (where.part === 'smart_list') return navigate(routes.campaign(ws, campaign, 'smart-list'));
    return navigate(routes.campaign(ws, campaign, 'schedule'));
  }

  return (
    <section className={classes.drawer} aria-label="Problems">
      <UnstyledButton className={classes.bar} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? <IconChevronDown size={15} /> : <IconChevronUp size={15} />}
        <span aria-live="polite" data-bad={problems.some(isError) || undefined}>
          {summary(problems)}
        </span>
      </UnstyledButton>
      {open && (
        <ul className={classes.list}>
          {sorted(problems).map((problem) => (
            <li key={`${problem.code}${JSON.stringify(problem.where)}${problem.message}`}>
              <UnstyledButton w="100%" onClick={() => go(problem)}>
                <ProblemLine problem={problem} />
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
