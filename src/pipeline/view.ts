/**
 * What a command says to a person, as data: `cli` draws it for the terminal at hand, and JSON output never passes
 * through here. Renderers live in `report/<command>-view.ts` and are pure.
 */
export type ViewBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly title?: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly (string | number)[])[];
    }
  /** What to run next: every command ends by naming it. */
  | { readonly kind: 'next'; readonly command: string; readonly why: string; readonly label?: string };
export type View = readonly ViewBlock[];
