/** What the addresses and questions of several files share. */

export const W = '/api/v1/workspaces/{ws}';
export const C = `${W}/campaigns/{id}`;
export type Ws = number;
export type Cursor = string | null | undefined;
export type Signal = AbortSignal | undefined;
