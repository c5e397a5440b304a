/** A searchable palette: type, arrows, Enter adds; or drag. */

import { ScrollArea, Text, TextInput, Tooltip } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, type Ref, useId, useState } from 'react';
import classes from './Palette.module.css';

export type PaletteItem = {
  id: string;
  label: string;
  help: string;
  group: string;
  icon: ReactNode;
  /** Why it can't be added here. */
  refused?: string;
};

type Props = {
  label: string;
  items: PaletteItem[];
  dragType: string;
  onAdd: (id: string) => void;
  searchRef?: Ref<HTMLInputElement>;
  disabledReason?: string | null;
  hint?: string;
  /** Escape in the empty search box. */
  onLeave?: () => void;
  /** In a narrow window only the icons stay, until someone searches. */
  collapses?: boolean;
};

export function Palette(props: Props) {
  const { label, items, dragType, onAdd, searchRef, disabledReason, hint, onLeave, collapses } = props;
  const id = useId();
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState(false);
  const shown = items.filter((item) => matches(item, search));
  const add = (item: PaletteItem | undefined) => {
    if (item && !item.refused && !disabledReason) onAdd(item.id);
  };

  function onKeyDown(event: KeyboardEvent) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) setActive((old) => Math.max(0, Math.min(shown.length - 1, old + by)));
    else if (event.key === 'Enter') add(shown[active]);
    else if (event.key === 'Escape' && search) setSearch('');
    else if (event.key === 'Escape' && onLeave) onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <aside
      className={classes.palette}
      aria-label={label}
      data-collapses={collapses || undefined}
      data-open={open || undefined}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <TextInput
        ref={searchRef}
        size="xs"
        m={8}
        className={classes.search}
        placeholder="Search, Enter adds"
        aria-label={`Search: ${label}`}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={shown[active] ? `${id}-${shown[active].id}` : undefined}
        leftSection={<IconSearch size={14} />}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setActive(bestOf(items, event.currentTarget.value));
        }}
        onKeyDown={onKeyDown}
        onFocus={() => setOpen(true)}
      />
      {(disabledReason || hint) && (
        <Text size="xs" c="dimmed" px={10} pb={6} className={classes.note}>
          {disabledReason ?? hint}
        </Text>
      )}
      <ScrollArea
        className={classes.scroll}
        type="auto"
        scrollbarSize={8}
        viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': label }}
      >
        <div id={`${id}-list`} role="listbox" aria-label={label}>
          {shown.map((item, index) => (
            <Item
              key={item.id}
              id={`${id}-${item.id}`}
              item={item}
              heading={item.group !== shown[index - 1]?.group ? item.group : null}
              active={index === active}
              dragType={dragType}
              disabled={Boolean(disabledReason)}
              onAdd={() => {
                add(item);
                // The keys go to what was added, not to the palette.
                if (onLeave) (document.activeElement as HTMLElement | null)?.blur();
              }}
            />
          ))}
          {shown.length === 0 && (
            <Text size="sm" c="dimmed" p={12}>
              Nothing is called “{search}”.
            </Text>
          )}
        </div>
      </ScrollArea>
    </aside>
  );
}

function matches({ label, group }: PaletteItem, search: string): boolean {
  const text = `${label} ${group}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Enter takes the one whose own name is meant, before those that match by the name of their group. */
function bestOf(items: readonly PaletteItem[], search: string): number {
  const wanted = search.trim().toLowerCase();
  const shown = items.filter((item) => matches(item, search));
  return Math.max(0, wanted ? shown.findIndex(({ label }) => label.toLowerCase().startsWith(wanted)) : 0);
}

const tipOf = (item: PaletteItem): string => item.refused ?? `${item.label}: ${item.help}`;

type ItemProps = {
  id: string;
  item: PaletteItem;
  heading: string | null;
  active: boolean;
  dragType: string;
  disabled: boolean;
  onAdd: () => void;
};

function Item({ id, item, heading, active, dragType, disabled, onAdd }: ItemProps) {
  const off = disabled || Boolean(item.refused);
  return (
    <>
      {heading && (
        <div className={classes.group} role="presentation">
          {heading}
        </div>
      )}
      <Tooltip label={tipOf(item)} disabled={!item.help && !item.refused} position="right">
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the search box above hears the keys */}
        <div
          id={id}
          ref={(element) => {
            if (active) element?.scrollIntoView({ block: 'nearest' });
          }}
          className={classes.item}
          role="option"
          tabIndex={-1}
          aria-label={item.label}
          aria-selected={active}
          aria-disabled={off || undefined}
          draggable={!off}
          onDragStart={(event) => {
            event.dataTransfer.setData(dragType, item.id);
            event.dataTransfer.effectAllowed = 'copy';
          }}
          onClick={onAdd}
        >
          {item.icon}
          <span className={classes.label}>{item.label}</span>
        </div>
      </Tooltip>
    </>
  );
}
