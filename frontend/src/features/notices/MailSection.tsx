/** Which notices come by mail too; each user chooses for themselves. */

import { Checkbox, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { chooseNoticeMail, readNoticeMail } from '@/shared/api/endpoints';
import { keys } from '@/shared/api/keys';
import { failed } from '@/shared/ui/notices';
import { Section } from '@/shared/ui/Page';
import { Loaded } from '@/shared/ui/states';

const KEY = [...keys.notices, 'mail'];

export function MailSection() {
  const client = useQueryClient();
  const choices = useQuery({ queryKey: KEY, queryFn: readNoticeMail });
  const choose = useMutation({
    mutationFn: chooseNoticeMail,
    onSuccess: (chosen) => client.setQueryData(KEY, chosen),
    onError: (error) => failed(error),
  });
  return (
    <Section title="By mail">
      <Loaded query={choices} rows={4}>
        {({ email, kinds }) => {
          const chosen = kinds.filter(({ mail }) => mail).map(({ kind }) => kind);
          return (
            <Stack gap="xs">
              <Text size="sm" c="dimmed">
                {email ? `Sent to ${email} when:` : 'You have no e-mail address, so nothing is sent.'}
              </Text>
              {kinds.map(({ kind, label, mail }) => (
                <Checkbox
                  key={kind}
                  label={label}
                  checked={mail}
                  disabled={choose.isPending}
                  onChange={() =>
                    choose.mutate(mail ? chosen.filter((each) => each !== kind) : [...chosen, kind])
                  }
                />
              ))}
            </Stack>
          );
        }}
      </Loaded>
    </Section>
  );
}
