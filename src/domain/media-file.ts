/** An audio or video file, as far as an answer names it. */
export interface MediaFile {
  readonly name: string;
  readonly type?: string;
  readonly level?: string;
  /** Up to release 18 an element `…Description` names it, and the type stands beside that. */
  readonly described?: true;
}
