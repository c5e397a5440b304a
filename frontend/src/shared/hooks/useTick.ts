import { useEffect, useState } from 'react';

/** Draws the component again every so often, for clocks that run; null stops it. */
export function useTick(interval: number | null): void {
  const [, setTicks] = useState(0);
  useEffect(() => {
    if (interval === null) return;
    const timer = setInterval(() => setTicks((old) => old + 1), interval);
    return () => clearInterval(timer);
  }, [interval]);
}
