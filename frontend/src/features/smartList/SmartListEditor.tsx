/** The smart list editor: cards in the middle, palette beside them, the live count on top. */

import { ActionIcon, Group, ScrollArea, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconFilter } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { problemsOfRule } from '@/domain/problems';
import type { RuleGroup } from '@/domain/smartList/smartList';
import type { Rule } from '@/shared/api/types';
import { Palette } from '@/shared/ui/Palette';
import { Empty, Loading } from '@/shared/ui/states';
import { useDraft, useHistory, useShownProblems, useSmartList } from '../drafts/DraftContext';
import { FormProvider } from '../forms/FormContext';
import { useCatalog, useFields, useNames } from '../workspace/queries';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { MatchBar } from './MatchBar';
import { Preview } from './Preview';
import { paletteItems, RULE_DRAG, ruleFor, type TriggersHere } from './paletteItems';
import { RuleCard } from './RuleCard';
import classes from './SmartList.module.css';

type Props = {
  campaign: number | null;
  triggers: TriggersHere;
  emptyMeans: string;
  tools?: ReactNode;
};

export function SmartListEditor({ campaign, triggers, emptyMeans, tools }: Props) {
  const { whyNot } = useWorkspace();
  const { session, readOnly } = useDraft();
  const problems = useShownProblems();
  const list = useSmartList();
  const catalog = useCatalog().data;
  const fields = useFields();
  const names = useNames();
  const history = useHistory('smartList');
  const cards = useRef<HTMLDivElement>(null);
  const [dropping, setDropping] = useState(false);
  const items = useMemo(
    () => (catalog ? paletteItems(catalog, fields, triggers) : []),
    [catalog, fields, triggers],
  );
  if (!catalog || !names) return <Loading />;
  const { edit } = session.smartList;

  function add(id: string) {
    const made = catalog && ruleFor(id, catalog, fields);
    if (!made) return;
    session.begun.begin(made.rule.id);
    edit({ type: 'add', group: made.group, rule: made.rule });
    requestAnimationFrame(() => focusRule(cards.current, made.rule.id));
  }

  function onDrop(event: DragEvent) {
    setDropping(false);
    const id = event.dataTransfer.getData(RULE_DRAG);
    if (!id) return;
    event.preventDefault();
    add(id);
  }

  function onKeyDown(event: KeyboardEvent) {
    const inText = (event.target as HTMLElement).closest('input:not([readonly]), textarea');
    if (!(event.ctrlKey || event.metaKey) || readOnly || inText) return;
    const key = event.key.toLowerCase();
    if (key === 'z') event.shiftKey ? history.redo() : history.undo();
    else if (key === 'y') history.redo();
    else return;
    event.preventDefault();
  }

  const draw = (group: RuleGroup) => (rule: Rule, index: number) => (
    <RuleCard
      key={rule.id}
      rule={rule}
      group={group}
      number={index + 1}
      count={list[group].length}
      joiner={index === 0 ? null : group === 'triggers' ? 'or' : joinerOf(list.match)}
      kind={names.kind(rule.kind)}
      problems={problemsOfRule(problems, rule.id)}
    />
  );

  return (
    <FormProvider value={{ campaign, hints: [], readOnly }}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: undo and redo for all that is inside */}
      <div className={classes.editor} onKeyDown={onKeyDown}>
        <div className={classes.centre}>
          <div className={classes.bar}>
            <MatchBar />
            <Group gap={2} ml="auto" role="toolbar" aria-label="Edits">
              {tools}
              <Tooltip label="Undo">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label="Undo"
                  disabled={!history.canUndo}
                  onClick={history.undo}
                >
                  <IconArrowBackUp size={17} />
                </ActionIcon>
              </Tooltip>
              <Tooltip label="Redo">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label="Redo"
                  disabled={!history.canRedo}
                  onClick={history.redo}
                >
                  <IconArrowForwardUp size={17} />
                </ActionIcon>
              </Tooltip>
            </Group>
          </div>
          <ScrollArea className={classes.scroll} type="auto">
            {/* biome-ignore lint/a11y/noStaticElementInteractions: a place to drop on; Enter in the palette does the same */}
            <div
              ref={cards}
              className={classes.cards}
              data-dropping={dropping || undefined}
              onDragOver={(event) => {
                if (!event.dataTransfer.types.includes(RULE_DRAG)) return;
                event.preventDefault();
                setDropping(true);
              }}
              onDragLeave={() => setDropping(false)}
              onDrop={onDrop}
            >
              <Preview campaign={campaign} />
              {list.triggers.length > 0 && <h2 className={classes.heading}>Starts when</h2>}
              {list.triggers.map(draw('triggers'))}
              {list.triggers.length > 0 && list.filters.length > 0 && (
                <h2 className={classes.heading}>and the person passes</h2>
              )}
              {list.filters.map(draw('filters'))}
              {list.triggers.length + list.filters.length === 0 && (
                <Empty
                  icon={<IconFilter size={22} />}
                  title={readOnly ? 'No filters: everybody' : 'Who is it about?'}
                >
                  {emptyMeans} {readOnly ? '' : 'Search on the right and press Enter, or drag a filter here.'}
                </Empty>
              )}
            </div>
          </ScrollArea>
        </div>
        {(!readOnly || whyNot) && (
          <div className={classes.side}>
            <Palette
              label="Filters and triggers"
              items={items}
              dragType={RULE_DRAG}
              onAdd={add}
              disabledReason={readOnly ? whyNot : null}
            />
          </div>
        )}
      </div>
    </FormProvider>
  );
}

function joinerOf(match: string): string | null {
  if (match === 'advanced') return null;
  return match === 'any' ? 'or' : 'and';
}

function focusRule(cards: HTMLElement | null, id: string): void {
  const card = cards?.querySelector<HTMLElement>(`[data-rule="${id}"]`);
  card?.scrollIntoView({ block: 'nearest' });
  const first = card?.querySelector<HTMLElement>('[data-body] input');
  (first ?? card)?.focus();
}
