/** Shapes of what a capture is written from, as far as tests look at them. */
export interface CaptureUser {
  readonly id: string;
  readonly first: string;
  readonly last: string;
  readonly dn?: string;
  readonly ext?: string;
  readonly email?: string;
  readonly packs: readonly string[];
  readonly services?: readonly string[];
  readonly forwarding?: Partial<
    Record<'always' | 'busy' | 'noAnswer' | 'notReachable', { active?: boolean; to?: string; rings?: number }>
  >;
  readonly voicemail?: { readonly active?: boolean };
  readonly device?: { readonly name: string; readonly type: string; readonly mac?: string };
  readonly linePort?: string;
}
export interface CaptureSource {
  readonly id: string;
  readonly packs: readonly { readonly name: string; readonly services: readonly string[] }[];
  readonly groups: readonly {
    readonly id: string;
    readonly users: readonly CaptureUser[];
    readonly devices: readonly { readonly name: string }[];
    readonly instances: readonly {
      readonly id: string;
      readonly name: string;
      readonly agents: readonly { readonly user: CaptureUser }[];
    }[];
    readonly numbers: number;
  }[];
}
