/** An e-mail: written on the left, seen as a person on the right, approved above. */

import { Alert, Badge, Button, Group, List, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { saveWords } from '@/domain/draft/saving';
import { readEmail } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { EmailAsset } from '@/shared/api/types';
import { clock } from '@/shared/format';
import { routes } from '@/shared/routes';
import { AssetIcon } from '@/shared/ui/assetLook';
import { PageBody, PageHeader, PageTabs } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { UsedBySection } from '../workspace/UsedBySection';
import { useCrumbs } from '../workspace/useCrumbs';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { ApprovalButtons } from './ApprovalButtons';
import classes from './Email.module.css';
import { EmailForm } from './EmailForm';
import { EmailPreviewPane } from './EmailPreviewPane';
import { TestMailDialog } from './TestMailDialog';
import { type EmailDraft, useEmailDraft } from './useEmailDraft';

export default function EmailPage({ id, tab }: { id: number; tab: string }) {
  const { id: ws } = useWorkspace();
  const email = useQuery({ queryKey: keys.email(ws, id), queryFn: () => readEmail(ws, id) });
  return <Loaded query={email}>{(found) => <Email asset={found} tab={tab} />}</Loaded>;
}

function Email({ asset, tab }: { asset: EmailAsset; tab: string }) {
  const { id: ws, canEdit, whyNot } = useWorkspace();
  const draft = useEmailDraft(asset);
  const [person, setPerson] = useState<number | null>(null);
  const [testing, setTesting] = useState(false);
  return (
    <>
      <PageHeader
        title={asset.name}
        icon={<AssetIcon kind="email" size={20} />}
        crumbs={useCrumbs(`email:${asset.id}`)}
        badges={<StateBadge asset={asset} />}
        actions={
          canEdit ? (
            <Group gap="xs" wrap="nowrap">
              <Text size="xs" c="dimmed" role="status" aria-live="polite" className={classes.saved}>
                {saveWords(draft.state, clock)}
              </Text>
              <Button
                variant="default"
                leftSection={<IconSend size={15} />}
                disabled={draft.state.dirty}
                onClick={() => setTesting(true)}
              >
                Send test
              </Button>
              <ApprovalButtons asset={asset} unsaved={draft.state.dirty} />
            </Group>
          ) : (
            whyNot && (
              <Text size="xs" c="dimmed">
                {whyNot}
              </Text>
            )
          )
        }
        tabs={
          <PageTabs
            label="Pages of the e-mail"
            tabs={[
              { label: 'Edit', href: routes.email(ws, asset.id) },
              { label: 'Used by', href: routes.email(ws, asset.id, 'used-by') },
            ]}
          />
        }
      />
      <PageBody>
        <Changed draft={draft} />
        {tab === 'used-by' ? (
          <UsedBySection
            kind="email"
            id={asset.id}
            hint="In a campaign, add the flow step Send Email and choose it."
          />
        ) : (
          <div className={classes.halves}>
            <div>
              <Faults asset={asset} />
              <EmailForm id={asset.id} draft={draft} readOnly={!canEdit} />
            </div>
            <EmailPreviewPane
              id={asset.id}
              editNumber={asset.edit_number}
              person={person}
              onPerson={setPerson}
            />
          </div>
        )}
      </PageBody>
      {testing && <TestMailDialog asset={asset} person={person} onClose={() => setTesting(false)} />}
    </>
  );
}

function StateBadge({ asset }: { asset: EmailAsset }) {
  if (asset.state === 'draft') return <Badge color="gray">Draft</Badge>;
  return (
    <Group gap={4} wrap="nowrap">
      <Badge color="green">Approved</Badge>
      {asset.state === 'approved_with_draft' && <Badge color="yellow">Newer draft</Badge>}
    </Group>
  );
}

function Faults({ asset }: { asset: EmailAsset }) {
  const said = [...asset.faults, ...asset.cautions];
  if (said.length === 0) return null;
  const title = asset.faults.length ? 'Not ready to be approved' : 'Worth a look';
  return (
    <Alert color="yellow" mb="sm" py="xs" title={title}>
      <List size="sm">
        {said.map((each) => (
          <List.Item key={each}>{each}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Changed({ draft }: { draft: EmailDraft }) {
  if (draft.state.phase === 'refused')
    return (
      <Alert color="red" mb="sm" role="alert">
        {draft.state.reason} Your edit is not saved.
      </Alert>
    );
  if (draft.state.phase !== 'conflict') return null;
  return (
    <Alert color="yellow" mb="sm" role="alert" title="Changed elsewhere">
      <Text size="sm" mb="xs">
        {draft.state.theirs?.saved_by ?? 'Someone'} saved another version while you were editing. Your edits
        are on this page and not saved. Choose which version stays.
      </Text>
      <Group gap="xs">
        <Button variant="default" onClick={draft.takeTheirs}>
          Take theirs
        </Button>
        <Button variant="default" onClick={draft.keepMine}>
          Keep mine over theirs
        </Button>
      </Group>
    </Alert>
  );
}
