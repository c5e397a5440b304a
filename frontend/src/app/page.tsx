/** A page whose code is fetched when it is first needed, or ahead of that. */

import { type ComponentType, lazy, useState } from 'react';

/** Drawn at once where its code is there: a lazy component shows its fallback first, and for 0.3 s at least. */
export function page<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) {
  let Known: ComponentType<Props> | null = null;
  const fetch = async () => {
    const module = await load();
    Known = module.default;
    return module;
  };
  const Later = lazy(fetch) as unknown as ComponentType<Props>;
  const Page = (props: Props) => {
    const [Chosen] = useState<ComponentType<Props>>(() => Known ?? Later); // for as long as it is shown
    return <Chosen {...props} />;
  };
  return Object.assign(Page, { fetch });
}
