import { memo, type Ref } from 'react';
import type { Catalog } from '@/shared/api/types';
import { Palette } from '@/shared/ui/Palette';
import { STEP_DRAG } from './FlowCanvas';
import { roleColor, stepIcon } from './stepLook';

type Props = {
  catalog: Catalog;
  executable: boolean;
  disabledReason: string | null;
  searchRef: Ref<HTMLInputElement>;
  onAdd: (kind: string) => void;
  onLeave: () => void;
};

/** Drawn once, not at every step that the arrows pass. */
export const FlowPalette = memo(function FlowPalette(props: Props) {
  const { catalog, executable, disabledReason, searchRef, onAdd, onLeave } = props;
  const items = catalog.actions
    .map((action) => {
      const Icon = stepIcon(action.kind, action.role);
      return {
        id: action.kind,
        label: action.label,
        help: action.help,
        group: action.category,
        icon: <Icon size={16} color={roleColor(action.role)} stroke={1.9} aria-hidden />,
        refused:
          executable && !action.allowed_in_executable
            ? `${action.label} can’t stand in an executable campaign. Put it into the campaign that executes it, or into a requested campaign.`
            : undefined,
      };
    })
    .sort((a, b) => a.group.localeCompare(b.group));
  return (
    <Palette
      label="Flow steps"
      items={items}
      dragType={STEP_DRAG}
      onAdd={onAdd}
      onLeave={onLeave}
      collapses
      searchRef={searchRef}
      disabledReason={disabledReason}
    />
  );
});
