/** The flow's bottom drawer: its problems, and what a dry run would do. */

import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isError, summary } from '@/domain/problems';
import { useShownProblems } from '../drafts/DraftContext';
import classes from './ProblemsDrawer.module.css';

export type DrawerPart = 'problems' | 'dry-run' | null;

type Props = {
  open: DrawerPart;
  onOpen: (part: DrawerPart) => void;
  problems: ReactNode;
  dryRun: ReactNode;
};

export function FlowDrawer({ open, onOpen, problems, dryRun }: Props) {
  const found = useShownProblems();
  const shown = open === 'problems' && found.length === 0 ? null : open;
  const bar = (part: Exclude<DrawerPart, null>, words: ReactNode) => (
    <UnstyledButton
      className={classes.bar}
      aria-expanded={shown === part}
      onClick={() => onOpen(shown === part ? null : part)}
    >
      {shown === part ? <IconChevronDown size={15} /> : <IconChevronUp size={15} />}
      {words}
    </UnstyledButton>
  );
  return (
    <section className={classes.drawer} aria-label="Problems and dry run">
      <div className={classes.bars}>
        {found.length > 0 &&
          bar(
            'problems',
            <span aria-live="polite" data-bad={found.some(isError) || undefined}>
              {summary(found)}
            </span>,
          )}
        {bar('dry-run', <span>Dry run</span>)}
      </div>
      {shown === 'problems' && problems}
      {shown === 'dry-run' && dryRun}
    </section>
  );
}
