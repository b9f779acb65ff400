import type { Question } from './expected-responses.ts';
import type { EntityKind } from './keys.ts';

/** How far a question was asked of those whom it is about: read, refused and never asked never merge. */
export interface AskedQuestion {
  readonly question: Question;
  readonly kind: EntityKind;
  /** Whether only users with a service are asked. */
  readonly ofService: boolean;
  /** Any one of these answers it. */
  readonly responses: readonly string[];
  /** Everybody who was asked, and everybody who should have been. */
  readonly total: number;
  readonly read: number;
  readonly error: number;
  readonly neverAsked: number;
}
