import { Button } from '@mantine/core';
import { IconMapPinOff } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useWorkspace } from '@/features/workspace/WorkspaceContext';
import { routes } from '@/shared/routes';
import { Empty } from '@/shared/ui/states';

export function NotFound() {
  const { id, name } = useWorkspace();
  return (
    <Empty
      icon={<IconMapPinOff size={22} />}
      title="Page not found"
      action={
        <Button component={Link} href={routes.home(id)}>
          To {name}
        </Button>
      }
    >
      There is nothing at this address. The link may be old, or the thing it led to was deleted.
    </Empty>
  );
}
