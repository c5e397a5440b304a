/** What an activity says, with a mark for who qualified. */

import { IconCheck, IconX } from '@tabler/icons-react';
import type { Activity } from '@/shared/api/types';
import { qualifiedOf, summary } from './summary';
import classes from './What.module.css';

type Props = { activity: Activity; labelOf: (field: string) => string };

export function What({ activity, labelOf }: Props) {
  const words = summary(activity, labelOf);
  const qualified = qualifiedOf(activity);
  if (qualified === null) return <span title={words}>{words}</span>;
  return (
    <span className={classes.what} title={`${words} · Qualified: ${qualified ? 'TRUE' : 'FALSE'}`}>
      <span className={classes.words}>{words}</span>
      <span className={classes.mark} data-qualified={qualified}>
        {qualified ? <IconCheck size={12} aria-hidden /> : <IconX size={12} aria-hidden />}
        <span className="visually-hidden">Qualified </span>
        {qualified ? 'TRUE' : 'FALSE'}
      </span>
    </span>
  );
}
