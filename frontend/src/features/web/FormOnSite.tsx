/** How a form gets onto a web site. */

import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { readTracker } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import type { Form } from '@/shared/api/types';
import { routes } from '@/shared/routes';
import { Section } from '@/shared/ui/Page';
import { useWorkspace } from '../workspace/WorkspaceContext';
import { Snippet } from './Snippet';
import { trackerSnippet } from './trackerSnippet';

export function FormOnSite({ form }: { form: Form }) {
  const { id: ws, canEdit } = useWorkspace();
  const tracker = useQuery({
    queryKey: keys.tracker(ws),
    queryFn: () => readTracker(ws),
    enabled: canEdit,
    staleTime: 60_000,
  });
  if (!canEdit) return null;
  const place = `<div data-site-form="${form.key}" data-title="${form.name.replaceAll('"', '&quot;')}"></div>`;
  return (
    <Section title="On your web site">
      <Stack gap="xs">
        {tracker.data?.active ? (
          <>
            <Text size="sm">Put this where the form should stand. The script is needed once per page.</Text>
            <Snippet label="Code of the form" code={`${place}\n${trackerSnippet(tracker.data.key)}`} />
          </>
        ) : (
          <Text size="sm">
            The form has a page of its own. To show it inside your site, an admin switches the tracker on, on
            the page{' '}
            <Anchor component={Link} href={routes.web(ws)} size="sm">
              Web
            </Anchor>
            .
          </Text>
        )}
        <Anchor href={`/f/${form.key}`} target="_blank" size="sm">
          {`${window.location.origin}/f/${form.key}`}
        </Anchor>
      </Stack>
    </Section>
  );
}
