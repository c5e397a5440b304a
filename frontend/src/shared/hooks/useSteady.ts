import { useCallback, useRef } from 'react';

/** The same function through every render, doing what the last render's would. For events, never while drawing. */
export function useSteady<Args extends unknown[], Result>(
  handler: (...args: Args) => Result,
): (...args: Args) => Result {
  const latest = useRef(handler);
  latest.current = handler;
  return useCallback((...args: Args) => latest.current(...args), []);
}
