import { Button, Group } from '@mantine/core';
import { IconBug } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { Empty } from './states';

type Props = { children: ReactNode; resetKey?: string };
type State = { failure: Error | null };

/** A page that breaks leaves the rest of the app standing. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failure: null };

  static getDerivedStateFromError(failure: Error): State {
    return { failure };
  }

  override componentDidUpdate(before: Props) {
    if (before.resetKey !== this.props.resetKey && this.state.failure) this.setState({ failure: null });
  }

  override render() {
    if (!this.state.failure) return this.props.children;
    return (
      <div role="alert">
        <Empty
          icon={<IconBug size={22} />}
          title="This page broke"
          action={
            <Group gap="xs">
              <Button onClick={() => location.reload()}>Load it again</Button>
            </Group>
          }
        >
          What was saved is kept. Load the page again; if it breaks again, tell your admin: “
          {this.state.failure.message}”.
        </Empty>
      </div>
    );
  }
}
