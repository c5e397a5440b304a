import { exactMoment, moment } from '@/shared/format';

/** A moment in the viewer's zone; the exact instant on hover. */
export function Moment({ at }: { at: string | null | undefined }) {
  if (!at) return <span>–</span>;
  return (
    <time dateTime={at} title={exactMoment(at)}>
      {moment(at)}
    </time>
  );
}
