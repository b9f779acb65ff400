/** Faxes that a mailbox takes: a number, an extension or both. One that is off keeps them. */
export interface FaxData {
  readonly enabled: boolean;
  /** E.164, a number of the location. */
  readonly phoneNumber?: string;
  readonly extension?: string;
}
