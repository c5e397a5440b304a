/** The one door to the server: adds the CSRF header, turns refusals into ApiError. */

import createClient, { type Middleware } from 'openapi-fetch';
import { ApiError, refusal, unreachable } from './errors';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Query = { [name: string]: string | number | boolean | null | undefined };
type Request = {
  path?: { [name: string]: string | number };
  query?: Query;
  body?: unknown;
  signal?: AbortSignal;
};
type AnyOperation = { parameters: object; responses: { 200: { content: { 'application/json': unknown } } } };
type AnyPaths = { [path: string]: { [method in Method]: AnyOperation } };
type Answer = { data?: unknown; error?: unknown; response: Response };

function cookie(name: string): string {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
}

const csrf: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET') request.headers.set('X-CSRFToken', cookie('csrftoken'));
    return request;
  },
};

const client = createClient<AnyPaths>({ baseUrl: location.origin, credentials: 'same-origin' });
client.use(csrf);

function signInAgain(): void {
  const back = encodeURIComponent(location.pathname + location.search);
  location.assign(`/sign-in?next=${back}`);
}

function known(query: Query | undefined): Query {
  return Object.fromEntries(Object.entries(query ?? {}).filter(([, value]) => value != null && value !== ''));
}

export async function call<Result>(method: Method, path: string, request: Request = {}): Promise<Result> {
  const init = {
    params: { path: request.path ?? {}, query: known(request.query) },
    signal: request.signal,
    ...(request.body === undefined ? {} : { body: request.body }),
    ...(request.body instanceof FormData ? { bodySerializer: (body: unknown) => body } : {}),
  };
  let answer: Answer;
  try {
    answer = (await client.request(method, path, init as never)) as Answer;
  } catch (failure) {
    if (request.signal?.aborted) throw failure;
    throw unreachable();
  }
  if (answer.response.ok) return answer.data as Result;
  const error = refusal(answer.response.status, answer.error);
  if (error.status === 401 || error.code === 'not_signed_in') signInAgain();
  throw error;
}

export { ApiError };
