/** A form: what it asks for, what it says afterwards, how it gets onto a web site, and what uses it. */

import { Anchor, Button, SimpleGrid, Stack } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readForm, saveForm } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Form, FormChanges } from '@/shared/api/types';
import { AssetIcon } from '@/shared/ui/assetLook';
import { Refusal } from '@/shared/ui/FormDialog';
import { said } from '@/shared/ui/notices';
import { PageBody, PageHeader } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { UsedBySection } from '../workspace/UsedBySection';
import { useCrumbs } from '../workspace/useCrumbs';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { FormFields } from './FormFields';
import { FormOnSite } from './FormOnSite';
import { FormTexts } from './FormTexts';

export default function FormPage({ id }: { id: number }) {
  const { id: ws } = useWorkspace();
  const form = useQuery({ queryKey: keys.form(ws, id), queryFn: () => readForm(ws, id) });
  return <Loaded query={form}>{(found) => <Editor form={found} />}</Loaded>;
}

function Editor({ form }: { form: Form }) {
  const { id: ws, canEdit } = useWorkspace();
  const client = useQueryClient();
  const crumbs = useCrumbs(`form:${form.id}`);
  const [changes, setChanges] = useState<FormChanges>({});
  const shown: Form = { ...form, ...changes };
  const isChanged = Object.keys(changes).length > 0;
  const change = (part: FormChanges) => setChanges((old) => ({ ...old, ...part }));
  const save = useMutation({
    mutationFn: () => saveForm(ws, form.id, changes),
    onSuccess: (saved) => {
      client.setQueryData(keys.form(ws, form.id), saved);
      setChanges({});
      said(`Form “${saved.name}” saved.`);
    },
  });
  return (
    <>
      <PageHeader
        title={form.name}
        icon={<AssetIcon kind="form" size={20} />}
        crumbs={crumbs}
        actions={
          <>
            <Anchor href={`/f/${form.key}`} target="_blank" size="sm">
              Open the form <IconExternalLink size={14} aria-label="in a new tab" />
            </Anchor>
            {canEdit && (
              <Button loading={save.isPending} disabled={!isChanged} onClick={() => save.mutate()}>
                Save
              </Button>
            )}
          </>
        }
      />
      <PageBody>
        <Stack gap="md" maw={1300}>
          {save.error ? <Refusal error={save.error} /> : null}
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
            <Stack gap="md">
              <FormFields form={shown} onChange={change} disabled={!canEdit} />
            </Stack>
            <Stack gap="md">
              <FormTexts form={shown} onChange={change} disabled={!canEdit} />
              <FormOnSite form={form} />
              <UsedBySection
                kind="form"
                id={form.id}
                hint="In a smart list, add the trigger Fills Out Form or the filter Filled Out Form."
              />
            </Stack>
          </SimpleGrid>
        </Stack>
      </PageBody>
    </>
  );
}
