/** The import wizard: a file, then its mapping; progress has a page of its own. */

import { Button, FileButton, Text } from '@mantine/core';
import { IconDatabaseImport, IconFileTypeCsv } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { useSearchParams } from 'wouter';
import { readUpload, uploadImport } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import { routes } from '@/shared/routes';
import { Refusal } from '@/shared/ui/FormDialog';
import { PageBody, PageHeader } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';
import { useWorkspace } from '../workspace/WorkspaceContext';
import classes from './Imports.module.css';
import { MappingForm } from './MappingForm';

export default function NewImportPage() {
  const { id: ws, name } = useWorkspace();
  const [search, setSearch] = useSearchParams();
  const upload = Number(search.get('upload')) || null;
  return (
    <>
      <PageHeader
        title="Import people"
        icon={<IconDatabaseImport size={20} aria-hidden />}
        crumbs={[
          { label: name, href: routes.home(ws) },
          { label: 'Imports', href: routes.imports(ws) },
        ]}
      />
      <PageBody>
        {upload ? (
          <Mapping upload={upload} onAnother={() => setSearch({})} />
        ) : (
          <Upload onDone={(id) => setSearch({ upload: String(id) })} />
        )}
      </PageBody>
    </>
  );
}

function Mapping({ upload, onAnother }: { upload: number; onAnother: () => void }) {
  const { id: ws } = useWorkspace();
  const query = useQuery({
    queryKey: [...keys.import(ws, upload), 'upload'],
    queryFn: () => readUpload(ws, upload),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return <Loaded query={query}>{(found) => <MappingForm upload={found} onAnother={onAnother} />}</Loaded>;
}

function Upload({ onDone }: { onDone: (id: number) => void }) {
  const { id: ws, canEdit, whyNot } = useWorkspace();
  const client = useQueryClient();
  const [over, setOver] = useState(false);
  const send = useMutation({
    mutationFn: (file: File) => uploadImport(ws, file),
    onSuccess: (found) => {
      client.setQueryData([...keys.import(ws, found.id), 'upload'], found);
      onDone(found.id);
    },
  });

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && canEdit) send.mutate(file);
  }

  return (
    <section
      className={classes.drop}
      data-over={over || undefined}
      aria-label="Upload a file"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <IconFileTypeCsv size={40} stroke={1.4} aria-hidden />
      <Text fw={600}>Drop a CSV file here</Text>
      <Text size="sm" c="dimmed" maw={440} ta="center">
        The first line names the columns. Nothing is imported yet: next you see what each column becomes, and
        who counts as the same person.
      </Text>
      <FileButton accept=".csv,.tsv,.txt,text/csv" onChange={(file) => file && send.mutate(file)}>
        {(props) => (
          <Button {...props} loading={send.isPending} disabled={!canEdit}>
            Choose a file
          </Button>
        )}
      </FileButton>
      {whyNot && (
        <Text size="xs" c="dimmed">
          {whyNot}
        </Text>
      )}
      {send.error && <Refusal error={send.error} />}
    </section>
  );
}
