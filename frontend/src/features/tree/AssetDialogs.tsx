/** The one place where the tree's dialogs are drawn. */

import { ArchiveDialog } from './ArchiveDialog';
import { CloneDialog } from './CloneDialog';
import { CloneProgramDialog } from './CloneProgramDialog';
import { CreateDialog } from './CreateDialog';
import { DeleteDialog } from './DeleteDialog';
import { useDialogs } from './dialogs';
import { MoveDialog } from './MoveDialog';
import { MoveToWorkspaceDialog } from './MoveToWorkspaceDialog';
import { RenameDialog } from './RenameDialog';

export function AssetDialogs() {
  const { dialog, close } = useDialogs();
  switch (dialog?.type) {
    case 'create':
      return <CreateDialog kind={dialog.kind} parent={dialog.parent} onClose={close} />;
    case 'clone':
      return dialog.node.kind === 'program' ? (
        <CloneProgramDialog node={dialog.node} onClose={close} />
      ) : (
        <CloneDialog node={dialog.node} onClose={close} />
      );
    case 'archive':
      return <ArchiveDialog node={dialog.node} onClose={close} />;
    case 'move':
      return <MoveDialog node={dialog.node} to={dialog.to} onClose={close} />;
    case 'workspace':
      return <MoveToWorkspaceDialog node={dialog.node} onClose={close} />;
    case 'rename':
      return <RenameDialog node={dialog.node} onClose={close} />;
    case 'delete':
      return <DeleteDialog node={dialog.node} onClose={close} />;
    default:
      return null;
  }
}
