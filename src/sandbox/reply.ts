/** What a handler answers; headers beside the usual ones. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const NO_CONTENT: Reply = { status: 204 };

/** A refusal in the words of the target: `{message, errors: [{description, errorCode}], trackingId}`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly errorCode: number | undefined;
  /** Differs from the outer code in some answers. */
  readonly innerCode: number | undefined;
  readonly fieldName: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    description: string,
    details: {
      readonly errorCode?: number | undefined;
      readonly innerCode?: number | undefined;
      readonly fieldName?: string | undefined;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(description);
    this.status = status;
    this.errorCode = details.errorCode;
    this.innerCode = details.innerCode;
    this.fieldName = details.fieldName;
    this.headers = details.headers ?? {};
  }

  reply(trackingId: string): Reply {
    const inner = this.innerCode ?? this.errorCode;
    return {
      status: this.status,
      headers: this.headers,
      body: {
        message: this.message,
        ...(this.errorCode === undefined ? {} : { errorCode: this.errorCode }),
        errors: [
          {
            description: this.message,
            ...(inner === undefined ? {} : { errorCode: inner }),
            ...(this.fieldName === undefined ? {} : { fieldName: this.fieldName }),
          },
        ],
        trackingId,
      },
    };
  }
}

export function notFound(what: string, errorCode?: number): ApiError {
  return new ApiError(404, `${what} not found`, { errorCode });
}

/** Leaves out what has no value: the target omits such fields, it never writes `null`. */
export function withoutBlanks<Value extends object>(value: Value): Partial<Value> {
  const entries = Object.entries(value).filter(([, field]) => field !== undefined && field !== null);
  return Object.fromEntries(entries) as Partial<Value>;
}
