import { Alert, Checkbox, List } from '@mantine/core';
import type { Warning } from './warnings';

type Props = { warnings: Warning[]; accepted: boolean; onAccept: (accepted: boolean) => void };

/** What to know before it starts, and the box where that has to be said. */
export function Warnings({ warnings, accepted, onAccept }: Props) {
  return (
    <Alert color="yellow" title="Know this before it starts">
      <List size="sm" spacing={4}>
        {warnings.map(({ message }) => (
          <List.Item key={message}>{message}</List.Item>
        ))}
      </List>
      {warnings.some(({ mustAccept }) => mustAccept) && (
        <Checkbox
          mt="sm"
          label="I have read this; start anyway"
          checked={accepted}
          onChange={(event) => onAccept(event.currentTarget.checked)}
        />
      )}
    </Alert>
  );
}
