/** People of the workspace, found by name, e-mail or key. */

import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDatabaseImport, IconSearch, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { readPeople } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import { people as peopleWords } from '@/shared/format';
import { routes } from '@/shared/routes';
import { PageBody, PageHeader } from '@/shared/ui/Page';
import { Empty } from '@/shared/ui/states';
import { RunActionButton } from '../actions/RunActionButton';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { NewPersonDialog } from './NewPersonDialog';
import { PeopleTable } from './PeopleTable';

export default function PeoplePage() {
  const { id: ws, canEdit } = useWorkspace();
  const [search, setSearch] = useSearchParams();
  const [making, setMaking] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const q = search.get('q') ?? '';
  const [wanted] = useDebouncedValue(q.trim(), 250);
  return (
    <>
      <PageHeader
        title="People"
        icon={<IconUsers size={20} aria-hidden />}
        actions={
          canEdit && (
            <>
              <Button
                component={Link}
                href={routes.newImport(ws)}
                variant="default"
                leftSection={<IconDatabaseImport size={15} />}
              >
                Import people
              </Button>
              <Button leftSection={<IconUserPlus size={15} />} onClick={() => setMaking(true)}>
                New Person
              </Button>
            </>
          )
        }
        tabs={
          <TextInput
            my={8}
            maw={420}
            placeholder="Name, e-mail or key"
            aria-label="Find people"
            leftSection={<IconSearch size={15} />}
            value={q}
            onChange={(event) => {
              const text = event.currentTarget.value;
              setSearch(text ? { q: text } : {}, { replace: true });
            }}
          />
        }
      />
      <PageBody flush>
        <PeopleTable
          label="People"
          queryKey={[...keys.people(ws), 'search', wanted]}
          read={(cursor) => readPeople(ws, { q: wanted, cursor })}
          file={{ q: wanted }}
          selection={canEdit ? { chosen, onChange: setChosen } : undefined}
          tools={
            chosen.size > 0 && (
              <RunActionButton
                whom={peopleWords(chosen.size)}
                chosen={{ people: [...chosen] }}
                count={chosen.size}
              />
            )
          }
          empty={
            wanted ? (
              <Empty icon={<IconSearch size={22} />} title="Nobody found">
                No one of this workspace fits “{wanted}”.
              </Empty>
            ) : (
              <Empty
                icon={<IconUsers size={22} />}
                title="No people yet"
                action={
                  canEdit && (
                    <Button component={Link} href={routes.newImport(ws)}>
                      Import people
                    </Button>
                  )
                }
              >
                Bring them in with a CSV file: every column becomes a field that smart lists can use.
              </Empty>
            )
          }
        />
      </PageBody>
      {making && <NewPersonDialog onClose={() => setMaking(false)} />}
    </>
  );
}
