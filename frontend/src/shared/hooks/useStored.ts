import { useCallback, useState } from 'react';

/** Something about the view that a reload shall keep. */
export function useStored<Value>(key: string, fallback: Value): [Value, (next: Value) => void] {
  const [value, setValue] = useState<Value>(() => read(key, fallback));
  const store = useCallback(
    (next: Value) => {
      setValue(next);
      localStorage.setItem(key, JSON.stringify(next));
    },
    [key],
  );
  return [value, store];
}

function read<Value>(key: string, fallback: Value): Value {
  try {
    const kept = localStorage.getItem(key);
    return kept === null ? fallback : (JSON.parse(kept) as Value);
  } catch {
    return fallback;
  }
}
