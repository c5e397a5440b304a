/** Signing out is a form of the server's, sent with its CSRF token. */

export function signOut(): void {
  const token = document.cookie.split('; ').find((pair) => pair.startsWith('csrftoken='));
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/sign-out';
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'csrfmiddlewaretoken';
  field.value = token?.slice('csrftoken='.length) ?? '';
  form.append(field);
  document.body.append(form);
  form.submit();
}
