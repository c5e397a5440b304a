// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual table stand free; table elements can't
// biome-ignore-all lint/a11y/useFocusableInteractive: the table as a whole has the focus, arrows choose the row
/** People, as many as there are: pages come while scrolling, only rows in sight are drawn. */

import { Button, Checkbox, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { columnsOf, ownColumnsOf } from '@/domain/personColumns';
import { type PeopleChoice, peopleFileAddress } from '@/shared/api/endpoints';
import type { Page, PersonRow } from '@/shared/api/types';
import { people as peopleWords, value } from '@/shared/format';
import { routes } from '@/shared/routes';
import { Loaded } from '@/shared/ui/states';
import { useFields } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import classes from './PeopleTable.module.css';

const ROW = 34;

/** Columns of the page itself stand before the fields of the people. */
export type Column<Row> = { label: string; draw: (row: Row) => ReactNode; width?: number };
export type Selection = { chosen: ReadonlySet<number>; onChange: (chosen: Set<number>) => void };
type Props<Row> = {
  label: string;
  queryKey: readonly unknown[];
  read: (cursor: string | null) => Promise<Page<Row>>;
  personOf?: (row: Row) => PersonRow;
  extra?: Column<Row>[] | ((rows: Row[]) => Column<Row>[]);
  empty: ReactNode;
  selection?: Selection;
  tools?: ReactNode;
  /** Whom the CSV file holds; without it there is none. */
  file?: PeopleChoice;
};

export function PeopleTable<Row = PersonRow>(props: Props<Row>) {
  const { id: ws } = useWorkspace();
  const query = useInfiniteQuery({
    queryKey: props.queryKey,
    queryFn: ({ pageParam }) => props.read(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  return (
    <div className={classes.area}>
      <Loaded query={query}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          const total = pages[0]?.total ?? null;
          return (
            <>
              <div className={classes.bar}>
                <Text size="sm" c="dimmed" role="status">
                  {total === null ? '' : `${pages[0]?.more ? 'More than ' : ''}${peopleWords(total)}`}
                </Text>
                {props.tools}
                {props.file && rows.length > 0 && (
                  <Button
                    component="a"
                    href={peopleFileAddress(ws, props.file)}
                    download
                    ml="auto"
                    size="compact-sm"
                    variant="subtle"
                    leftSection={<IconDownload size={15} />}
                  >
                    Export as CSV
                  </Button>
                )}
              </div>
              {rows.length === 0 ? (
                props.empty
              ) : (
                <Rows
                  {...props}
                  rows={rows}
                  hasMore={query.hasNextPage}
                  onMore={() => !query.isFetchingNextPage && query.fetchNextPage()}
                />
              )}
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

type RowsProps<Row> = Props<Row> & { rows: Row[]; hasMore: boolean; onMore: () => void };

function Rows<Row>({ label, rows, personOf, extra: asked = [], selection, hasMore, onMore }: RowsProps<Row>) {
  const { id: ws } = useWorkspace();
  const fields = useFields();
  const scroll = useRef<HTMLDivElement>(null);
  const person = personOf ?? ((row: Row) => row as unknown as PersonRow);
  const sample = rows.slice(0, 50).map(person);
  const extra = typeof asked === 'function' ? asked(rows.slice(0, 50)) : asked;
  const shown = columnsOf(sample);
  const own = ownColumnsOf(sample);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 15,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - 20) onMore();
  }, [hasMore, last, rows.length, onMore]);

  const columns = [
    ...(selection ? ['36px'] : []),
    'minmax(180px, 1.5fr)',
    ...own.map(() => 'minmax(110px, 1fr)'),
    ...extra.map(({ width = 110 }) => `minmax(${width}px, 1fr)`),
    ...shown.map(() => 'minmax(110px, 1fr)'),
  ].join(' ');
  const toggle = (id: number) => {
    const next = new Set(selection?.chosen);
    if (!next.delete(id)) next.add(id);
    selection?.onChange(next);
  };
  const heads = [
    'Name',
    ...own.map(({ label: head }) => head),
    ...extra.map((each) => each.label),
    ...shown.map((name) => fields.find((each) => each.name === name)?.label ?? name),
  ];

  return (
    <div ref={scroll} className={classes.scroll} role="table" aria-label={label} aria-rowcount={rows.length}>
      <div className={classes.head} role="row" style={{ gridTemplateColumns: columns }}>
        {selection && <span role="columnheader" aria-label="Chosen" />}
        {heads.map((head) => (
          <span key={head} role="columnheader">
            {head}
          </span>
        ))}
      </div>
      <div
        style={{ height: virtual.getTotalSize(), position: 'relative', minWidth: 'fit-content' }}
        role="rowgroup"
      >
        {items.map((item) => {
          const row = rows[item.index] as Row;
          const one = person(row);
          return (
            <div
              key={one.id}
              className={classes.row}
              role="row"
              aria-rowindex={item.index + 2}
              style={{ transform: `translateY(${item.start}px)`, gridTemplateColumns: columns }}
            >
              {selection && (
                <span role="cell">
                  <Checkbox
                    size="xs"
                    aria-label={`Choose ${one.name}`}
                    checked={selection.chosen.has(one.id)}
                    onChange={() => toggle(one.id)}
                  />
                </span>
              )}
              <span role="cell">
                <Link className="link" href={routes.person(ws, one.id)}>
                  {one.name}
                </Link>
              </span>
              {own.map(({ name }) => (
                <span role="cell" key={name}>
                  {one[name] ?? '–'}
                </span>
              ))}
              {extra.map(({ label: head, draw }) => (
                <span role="cell" key={head}>
                  {draw(row)}
                </span>
              ))}
              {shown.map((name) => (
                <span role="cell" key={name}>
                  {value(one.values?.[name])}
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
