/** What becomes of calls to and from somebody who is out of service, in the words of the target. */
export interface InterceptFields {
  readonly enabled: boolean;
  readonly incoming: 'INTERCEPT_ALL' | 'ALLOW_ALL';
  readonly toVoicemail: boolean;
  /** Told to whoever calls. */
  readonly newNumber?: string;
  readonly newNumberEnabled: boolean;
  /** Reached by pressing 0. */
  readonly zeroTransfer?: string;
  readonly zeroTransferEnabled: boolean;
  readonly outgoing: 'INTERCEPT_ALL' | 'ALLOW_LOCAL_ONLY';
  readonly outgoingTransfer?: string;
  readonly outgoingTransferEnabled: boolean;
}

/** Intercept of everybody in a location. */
export interface LocationInterceptData extends InterceptFields {
  readonly location: string;
}
