/** How the filters join: ALL, ANY, or an expression that is checked as it is typed. */

import { Group, SegmentedControl, Text, TextInput } from '@mantine/core';
import { checkLogic } from '@/domain/smartList/logic';
import type { Match } from '@/shared/api/types';
import { useDraft, useSmartList } from '../drafts/DraftContext';

const MATCHES = [
  { value: 'all', label: 'ALL' },
  { value: 'any', label: 'ANY' },
  { value: 'advanced', label: 'Advanced' },
];

export function MatchBar() {
  const { session, readOnly } = useDraft();
  const list = useSmartList();
  const { edit } = session.smartList;
  const check = list.match === 'advanced' ? checkLogic(list.logic, list.filters.length) : null;
  const note = check?.ok && check.unused.length > 0 ? `Filter ${check.unused.join(', ')} is not used.` : '';
  return (
    <Group gap="sm" align="center" wrap="nowrap" style={{ flex: 1, minWidth: 0 }}>
      <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
        Match filters
      </Text>
      <SegmentedControl
        size="xs"
        aria-label="How the filters join"
        data={MATCHES}
        value={list.match}
        disabled={readOnly}
        onChange={(match) => edit({ type: 'setMatch', match: match as Match })}
      />
      {list.match === 'advanced' && (
        <TextInput
          size="xs"
          flex={1}
          maw={420}
          aria-label="Advanced logic"
          placeholder="1 and (2 or 3)"
          value={list.logic}
          disabled={readOnly}
          error={check && !check.ok ? check.message : undefined}
          description={note || undefined}
          inputWrapperOrder={['input', 'description', 'error']}
          onChange={(event) => edit({ type: 'setLogic', logic: event.currentTarget.value })}
        />
      )}
    </Group>
  );
}
