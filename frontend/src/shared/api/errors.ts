/** What the server refused, as a sentence for the person in front of the screen. */

export type FieldErrors = { [field: string]: string[] };

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: { [name: string]: unknown };

  constructor(status: number, code: string, message: string, details: { [name: string]: unknown } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  get fields(): FieldErrors {
    const fields = this.details.fields;
    return fields && typeof fields === 'object' ? (fields as FieldErrors) : {};
  }
}

const UNREACHABLE = 'The server can’t be reached. Nothing was changed; check the connection and try again.';
const BROKEN =
  'The server could not do this. Nothing was changed; try again, and tell your admin if it stays.';

export function unreachable(): ApiError {
  return new ApiError(0, 'unreachable', UNREACHABLE);
}

export function refusal(status: number, body: unknown): ApiError {
  if (body && typeof body === 'object' && 'message' in body) {
    const { code, message, details } = body as { code?: string; message: string; details?: object };
    return new ApiError(status, code ?? 'refused', message, (details ?? {}) as { [name: string]: unknown });
  }
  return new ApiError(status, 'broken', BROKEN);
}

/** True where the same request may well succeed in a moment. */
export function isPassing(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status >= 500;
}

export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : BROKEN;
}
