/** What people of a location dial to listen to their messages; every location of the target has one. Its PIN is set anew. */
export interface VoicePortalData {
  readonly location: string;
  readonly name: string;
  readonly phoneNumber?: string;
  readonly extension?: string;
  /** Of its announcements, `en_us`. */
  readonly language: string;
  /** What its own calls show, where that is another name. */
  readonly callerIdName?: string;
}
