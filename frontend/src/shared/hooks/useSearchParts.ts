import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

type Parts = { [name: string]: string | null };

/** Parts of the address behind the question mark: read by name, changed without a history entry. */
export function useSearchParts(): [(name: string) => string | null, (parts: Parts) => void] {
  const [search, setSearch] = useSearchParams();
  const set = useCallback(
    (parts: Parts) =>
      setSearch(
        (old) => {
          const next = new URLSearchParams(old);
          for (const [name, value] of Object.entries(parts))
            value ? next.set(name, value) : next.delete(name);
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return [(name) => search.get(name), set];
}
