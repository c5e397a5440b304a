/** The frame: rail at the left, page in the centre, dialogs and the command palette over it. */

import { useEffect } from 'react';
import { AssetDialogs } from '@/features/tree/AssetDialogs';
import { useWorkspaceEvents } from '@/features/workspace/useWorkspaceEvents';
import { useWorkspace } from '@/features/workspace/WorkspaceContext';
import { useStored } from '@/shared/hooks/useStored';
import { Splitter } from '@/shared/ui/Splitter';
import { Pages } from '../routes';
import { CommandPalette } from './CommandPalette';
import { Rail } from './Rail';
import classes from './Shell.module.css';

const RAIL = { least: 200, most: 520, usual: 272 };

export function Shell() {
  const { id } = useWorkspace();
  const [width, setWidth] = useStored('rail-width', RAIL.usual);
  const [, setLast] = useStored<number | null>('last-workspace', null);
  useWorkspaceEvents(id);
  useEffect(() => setLast(id), [id, setLast]);
  return (
    <div className={classes.shell} style={{ gridTemplateColumns: `min(${width}px, 24vw) minmax(0, 1fr)` }}>
      <a className={classes.skip} href="#page">
        To the page
      </a>
      <Rail
        splitter={
          <Splitter
            label="Width of the tree"
            value={width}
            least={RAIL.least}
            most={RAIL.most}
            onChange={setWidth}
          />
        }
      />
      <main id="page" className={classes.main} tabIndex={-1}>
        <Pages />
      </main>
      <AssetDialogs />
      <CommandPalette />
    </div>
  );
}
