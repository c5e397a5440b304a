/** A text that may hold tokens: `{{` opens a list of them with value and origin. */

import { Combobox, Group, Text, Textarea, useCombobox } from '@mantine/core';
import { useRef, useState } from 'react';
import { completed, hintFor, matchingHints, openingAt, tokensIn } from '@/domain/tokens/completion';
import type { TokenHint } from '@/shared/api/types';
import { asText, type ControlProps } from './controlProps';
import { useFormHere } from './FormContext';

export function TokenControl({ field, value, onChange, disabled }: ControlProps) {
  const { hints } = useFormHere();
  return (
    <TokenText
      label={field.label}
      description={field.help}
      value={asText(value)}
      hints={hints}
      disabled={disabled}
      onChange={onChange}
    />
  );
}

type Props = {
  label: string;
  description?: string;
  value: string;
  hints: readonly TokenHint[];
  disabled?: boolean;
  /** Many lines of code instead of a line of text. */
  code?: boolean;
  onChange: (value: string) => void;
};

export function TokenText({ label, description, value, hints, disabled, code = false, onChange }: Props) {
  const input = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  const combobox = useCombobox();
  const opening = openingAt(value, caret);
  const offered = opening ? matchingHints(hints, opening.query) : [];

  function follow(text: string, at: number) {
    setCaret(at);
    if (openingAt(text, at)) {
      combobox.openDropdown();
      combobox.updateSelectedOptionIndex();
    } else combobox.closeDropdown();
  }

  function complete(token: string) {
    if (!opening) return;
    const next = completed(value, caret, opening, token);
    onChange(next.text);
    follow(next.text, next.caret);
    requestAnimationFrame(() => input.current?.setSelectionRange(next.caret, next.caret));
  }

  return (
    <div>
      <Combobox store={combobox} onOptionSubmit={complete} position="bottom-start" width={340}>
        <Combobox.Target>
          <Textarea
            ref={input}
            label={label}
            description={description || undefined}
            minRows={code ? 12 : 1}
            maxRows={code ? 30 : 8}
            spellCheck={!code}
            styles={
              code
                ? { input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }
                : undefined
            }
            placeholder="{{ for tokens"
            value={value}
            disabled={disabled}
            onChange={(event) => {
              onChange(event.currentTarget.value);
              follow(event.currentTarget.value, event.currentTarget.selectionStart);
            }}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
            onBlur={() => combobox.closeDropdown()}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && combobox.dropdownOpened) event.stopPropagation();
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={!opening}>
          <Combobox.Options mah={260} style={{ overflowY: 'auto' }} aria-label="Tokens">
            {offered.map((hint) => (
              <Combobox.Option key={hint.token} value={hint.token}>
                <HintLine hint={hint} />
              </Combobox.Option>
            ))}
            {offered.length === 0 && <Combobox.Empty>No token of that name</Combobox.Empty>}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <TokensUsed value={value} hints={hints} />
    </div>
  );
}

function HintLine({ hint }: { hint: TokenHint }) {
  return (
    <div>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" fw={550}>
          {hint.token}
        </Text>
        <Text size="xs" c="dimmed" truncate maw={140}>
          {hint.value || 'empty'}
        </Text>
      </Group>
      <Text size="xs" c="dimmed" truncate>
        {hint.origin}
        {hint.missing_in.length > 0 && ` · missing in ${hint.missing_in.join(', ')}`}
      </Text>
    </div>
  );
}

/** Where the tokens of the text get their value, below the box. */
function TokensUsed({ value, hints }: { value: string; hints: readonly TokenHint[] }) {
  const used = tokensIn(value);
  if (used.length === 0 || hints.length === 0) return null;
  return (
    <div style={{ marginTop: 4 }}>
      {used.map((token, index) => {
        const hint = hintFor(hints, token);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same token may stand twice in a text
          <Text key={`${token}${index}`} size="xs" c={hint ? 'dimmed' : 'var(--warn)'}>
            {hint
              ? `${token} = ${hint.value || 'empty'} · ${hint.origin}`
              : `${token} is not defined here. It will print empty.`}
          </Text>
        );
      })}
    </div>
  );
}
