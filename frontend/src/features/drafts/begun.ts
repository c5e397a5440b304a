/** Steps, choices and filters just begun: what they lack is no error yet. */

import { createStore, type StoreApi } from 'zustand/vanilla';

export type Begun = {
  store: StoreApi<{ ids: ReadonlySet<string> }>;
  begin: (id: string) => void;
  /** Someone has written into it. */
  touch: (ids: readonly string[]) => void;
  /** Someone turns elsewhere: what was written into is judged from now on. */
  leave: () => void;
  /** Someone wants to publish or run: everything is judged. */
  reveal: () => void;
};

export function createBegun(): Begun {
  const store = createStore<{ ids: ReadonlySet<string> }>(() => ({ ids: new Set() }));
  const touched = new Set<string>();
  const keep = (wanted: (id: string) => boolean) => {
    const { ids } = store.getState();
    const kept = new Set([...ids].filter(wanted));
    if (kept.size < ids.size) store.setState({ ids: kept });
    touched.clear();
  };
  return {
    store,
    begin: (id) => store.setState(({ ids }) => ({ ids: new Set([...ids, id]) })),
    touch: (ids) => {
      for (const id of ids) touched.add(id);
    },
    leave: () => keep((id) => !touched.has(id)),
    reveal: () => keep(() => false),
  };
}
