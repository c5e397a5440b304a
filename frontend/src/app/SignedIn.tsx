/** Who is here, and which workspace the address names. */

import { Button } from '@mantine/core';
import { IconBuildingCommunity, IconMapPinOff } from '@tabler/icons-react';
import { Redirect, Route, Switch } from 'wouter';
import { useMe } from '@/features/workspace/queries';
import { WorkspaceProvider } from '@/features/workspace/WorkspaceContext';
import type { Me } from '@/shared/api/types';
import { useStored } from '@/shared/hooks/useStored';
import { routes } from '@/shared/routes';
import { Empty, Loaded } from '@/shared/ui/states';
import { Shell } from './shell/Shell';

export function SignedIn() {
  const me = useMe();
  return (
    <Loaded query={me}>
      {(person) => (
        <Switch>
          <Route path="/w/:ws/*?">{({ ws }) => <InWorkspace me={person} ws={Number(ws)} />}</Route>
          <Route>
            <ToWorkspace me={person} />
          </Route>
        </Switch>
      )}
    </Loaded>
  );
}

function ToWorkspace({ me }: { me: Me }) {
  const [last] = useStored<number | null>('last-workspace', null);
  const target = me.workspaces.find(({ id }) => id === last) ?? me.workspaces[0];
  if (target) return <Redirect to={routes.home(target.id)} replace />;
  return (
    <Empty icon={<IconBuildingCommunity size={22} />} title="No workspace yet">
      You have no role in any workspace. Ask an admin to add {me.email}, then load this page again.
    </Empty>
  );
}

function InWorkspace({ me, ws }: { me: Me; ws: number }) {
  const workspace = me.workspaces.find(({ id }) => id === ws);
  if (!workspace)
    return (
      <Empty
        icon={<IconMapPinOff size={22} />}
        title="Not found"
        action={
          <Button component="a" href="/">
            To my workspace
          </Button>
        }
      >
        There is no such workspace, or you have no role in it.
      </Empty>
    );
  return (
    <WorkspaceProvider me={me} workspace={workspace} key={ws}>
      <Shell />
    </WorkspaceProvider>
  );
}
