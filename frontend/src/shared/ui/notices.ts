/** Short messages in the corner. */

import { notifications } from '@mantine/notifications';
import { sentence } from '@/shared/api/errors';

export function said(message: string): void {
  notifications.show({ message, autoClose: 3500, withBorder: true });
}

export function failed(error: unknown, title = 'That did not work'): void {
  notifications.show({ title, message: sentence(error), color: 'red', autoClose: 9000, withBorder: true });
}
