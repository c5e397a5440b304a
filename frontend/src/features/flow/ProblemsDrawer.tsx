/** The bottom drawer: every problem of the campaign, each leading to its place. */

import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { isError, summary } from '@/domain/problems';
import { useStored } from '@/shared/hooks/useStored';
import { useShownProblems } from '../drafts/DraftContext';
import classes from './ProblemsDrawer.module.css';
import { ProblemsList } from './ProblemsList';

export function ProblemsDrawer({ campaign }: { campaign: number }) {
  const problems = useShownProblems();
  const [open, setOpen] = useStored('problems-open', false);
  if (problems.length === 0) return null;
  return (
    <section className={classes.drawer} aria-label="Problems">
      <UnstyledButton className={classes.bar} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? <IconChevronDown size={15} /> : <IconChevronUp size={15} />}
        <span aria-live="polite" data-bad={problems.some(isError) || undefined}>
          {summary(problems)}
        </span>
      </UnstyledButton>
      {open && <ProblemsList campaign={campaign} />}
    </section>
  );
}
