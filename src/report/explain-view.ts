import type {
  CoverageStory,
  DraftStory,
  ExplainAnswer,
  ExplainStory,
  FieldStory,
  SourcePlace,
  StepStory,
} from '../domain/explain-story.ts';
import type { View, ViewBlock } from '../pipeline/view.ts';
import { kindWord, stateWords } from './words.ts';

const KIND_WORDS: Readonly<Record<ExplainStory['object']['kind'], string>> = {
  customer: 'Enterprise or service provider',
  group: 'Group',
  user: 'User',
  serviceInstance: 'Service instance',
  device: 'Access device',
  number: 'Number',
  draft: 'Proposed object',
};
const MOST_CANDIDATES = 20;

/** Draws a story from source byte to outcome; parts that have nothing to say are left out. */
export function explainView(answer: ExplainAnswer): View {
  switch (answer.found) {
    case 'one':
      return storyBlocks(answer.story);
    case 'several':
      return [
        { kind: 'heading', text: `"${answer.query}" may mean ${answer.candidates.length} objects` },
        {
          kind: 'table',
          head: ['Object', 'Key', 'Name', 'Fits by'],
          rows: answer.candidates
            .slice(0, MOST_CANDIDATES)
            .map(({ kind, key, name, matchedBy }) => [KIND_WORDS[kind], key, name, matchedBy]),
        },
        { kind: 'next', command: 'bw2wholesale explain KEY', why: 'with the key of the one you mean' },
      ];
    case 'none':
      return [
        { kind: 'text', text: `Nothing is known about "${answer.query}".` },
        ...(answer.suggestions.length === 0
          ? []
          : [{ kind: 'text', text: 'Did you mean:' } as const, { kind: 'list', items: answer.suggestions } as const]),
        { kind: 'next', command: 'bw2wholesale inventory', why: 'shows what is there' },
      ];
    default:
      return answer satisfies never;
  }
}

function storyBlocks(story: ExplainStory): View {
  const { object } = story;
  const places = numberPlaces(story);
  return [
    { kind: 'heading', text: `${KIND_WORDS[object.kind]} ${object.name} (${object.key})` },
    ...(story.facts.length === 0
      ? []
      : [
          {
            kind: 'table',
            head: ['In BroadWorks', ''],
            rows: story.facts.map(({ name, value }) => [name, value]),
          } as const,
        ]),
    ...table(
      'Read from',
      ['#', 'Response', 'File', 'Byte', 'Attributed by', 'Settings'],
      places.list.map((place) => {
        const own = story.responses.find((response) => key(response) === key(place));
        const notes =
          own === undefined ? [] : [own.error, own.replaces > 0 ? `replaces ${own.replaces} earlier` : undefined];
        const type = [place.type, ...notes.filter((note) => note !== undefined)].join('\n');
        return [
          places.numberOf(place),
          type,
          place.file,
          place.offset,
          own?.joinedBy ?? 'another object',
          own?.settings ?? '',
        ];
      }),
    ),
    ...table(
      'Services',
      ['Service', 'Active', 'Through pack'],
      story.services.map(({ name, active, pack }) => [
        name,
        active === undefined ? 'no switch, or not read' : active ? 'yes' : 'no',
        pack ?? '',
      ]),
    ),
    ...story.drafts.flatMap((draft) => draftBlocks(draft, places)),
    ...(story.memberOf.length === 0
      ? []
      : [
          { kind: 'heading', text: 'Member of' } as const,
          { kind: 'list', items: story.memberOf.map(({ id, name }) => `${name} (${id})`) } as const,
        ]),
    ...packageBlocks(story),
    ...table(
      'Decisions',
      ['Question', 'State', 'Answer', 'Recommended', 'Because'],
      story.decisions.map(({ question, state, answer, by, host, recommendation, reason }) => [
        question,
        state,
        answer === undefined
          ? ''
          : `${answer}${by === undefined ? '' : ` (${by}${host === undefined ? '' : ` on ${host}`})`}`,
        recommendation,
        reason,
      ]),
    ),
    ...table(
      'Findings',
      ['Severity', 'Rule', 'What was seen', 'What to do', 'Target'],
      story.findings.map(({ severity, rule, message, hint, target, override }) => [
        severity,
        rule,
        override === undefined ? message : `${message} (overridden by ${override.by}: ${override.reason})`,
        hint,
        target ?? 'every',
      ]),
    ),
    ...table(
      'Lost, or to be done by hand',
      ['Service', 'Verdict', 'What changes', 'What to do'],
      story.losses.map(({ service, verdict, notice, action }) => [service, verdict, notice, action]),
    ),
    ...coverageBlocks(story.coverage),
    ...table(
      'Holds',
      ['Kind', 'Count'],
      Object.entries(story.holds).map(([kind, amount]) => [kindWord(kind, amount), amount]),
    ),
    ...stepBlocks(story.steps),
    next(story),
  ];
}

/** Files and offsets are long: they stand in one list, and fields point into it by number. */
interface Places {
  readonly list: readonly SourcePlace[];
  numberOf(place: SourcePlace): number;
}

/** Responses about the object first, then those of other objects that its fields came from. */
function numberPlaces(story: ExplainStory): Places {
  const fields = story.drafts.flatMap((draft) => draft.fields);
  const used = fields.flatMap(({ sources }) => sources.flatMap(({ place }) => place ?? []));
  const list = [...new Map([...story.responses, ...used].map((place) => [key(place), place])).values()];
  const numbers = new Map(list.map((place, index) => [key(place), index + 1]));
  return { list, numberOf: (place) => numbers.get(key(place)) ?? 0 };
}

function key({ file, offset }: SourcePlace): string {
  return `${file} ${offset}`;
}

function draftBlocks(draft: DraftStory, places: Places): ViewBlock[] {
  return table(
    `${kindWord(draft.kind)} ${draft.name}`.replace(/^./, (letter) => letter.toUpperCase()),
    ['Field', 'Value', 'Rule', 'From'],
    draft.fields.map((field) => [field.path, show(field.value), rule(field), origin(field, places)]),
  );
}

function rule({ rule: id, note, changed }: FieldStory): string {
  return [id ?? '', changed === true ? '(changed)' : '', note ?? '']
    .filter((part) => part !== undefined && part !== '')
    .join('\n');
}

/** The text as it was read, and the numbers of the responses that hold it. */
function origin({ sources }: FieldStory, places: Places): string {
  const numbers = [...new Set(sources.flatMap(({ place }) => (place ? [places.numberOf(place)] : [])))];
  const [first] = sources;
  if (first === undefined) return '';
  const where = numbers.length === 0 ? first.ref : numbers.map((number) => `#${number}`).join(' ');
  return first.value === undefined ? where : `"${first.value}" ${where}`;
}

function packageBlocks({ package: chosen }: ExplainStory): ViewBlock[] {
  if (chosen === undefined) return [];
  const { cheaper } = chosen;
  const alternative =
    cheaper === undefined
      ? []
      : [
          cheaper.obstacle ??
            (cheaper.loses.length === 0
              ? `${cheaper.package} would hold every service in use`
              : `${cheaper.package} would lose: ${cheaper.loses.join(', ')}`),
          ...(cheaper.confirmed
            ? []
            : [`what ${cheaper.package} holds is not confirmed; mappings/packages.yaml can say so`]),
        ];
  return [
    { kind: 'heading', text: `Package ${chosen.package}` },
    {
      kind: 'list',
      items: [
        `rule: ${chosen.rule ?? 'none'}`,
        ...(chosen.reason === undefined ? [] : [chosen.reason]),
        ...alternative,
      ],
    },
  ];
}

function coverageBlocks(coverage: readonly CoverageStory[]): ViewBlock[] {
  if (coverage.length === 0) return [];
  const total = coverage.reduce((sum, { settings }) => sum + settings, 0);
  return table(
    `What became of ${total} settings`,
    ['Outcome', 'Response', 'Reason', 'Settings'],
    coverage.map(({ outcome, response, reason, settings }) => [outcome, response, reason, settings]),
  );
}

function table(title: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]): ViewBlock[] {
  return rows.length === 0
    ? []
    : [
        { kind: 'heading', text: title },
        { kind: 'table', head, rows },
      ];
}

function stepBlocks(steps: readonly StepStory[]): ViewBlock[] {
  return [...new Set(steps.map(({ target }) => target))].flatMap((target): ViewBlock[] => {
    const here = steps.filter((step) => step.target === target);
    const ids = here.flatMap(({ label, outputs }) =>
      Object.entries(outputs).map(([name, value]) => `${name} of ${label}: ${value}`),
    );
    return [
      ...table(
        `Steps for ${target}`,
        ['Step', 'Action', 'State', 'Verified'],
        here.map((step) => [step.label, step.action, stateOf(step), step.verified ?? '']),
      ),
      ...(ids.length === 0 ? [] : [{ kind: 'list', items: ids } as const]),
    ];
  });
}

function stateOf({ action, state, foundSince, cause, reason, attempts, trackingId }: StepStory): string {
  const tries = attempts > 1 ? `${attempts} attempts` : '';
  const trace = trackingId === undefined || state !== 'failed' ? '' : `tracking id ${trackingId}`;
  // What the plan holds back does not go on by what happened to it before: the reason says how it does.
  const why = action === 'blocked' ? [cause, reason] : [cause ?? reason];
  return [stateWords(state, foundSince), ...why, tries, trace]
    .filter((part) => part !== undefined && part !== '')
    .join('\n');
}

function next({ object, drafts, steps, findings }: ExplainStory): ViewBlock {
  if (drafts.length === 0) return { kind: 'next', command: 'bw2wholesale map', why: 'nothing is proposed for it yet' };
  if (findings.some(({ severity }) => severity === 'blocker')) {
    return { kind: 'next', command: 'bw2wholesale precheck', why: 'after mending what the blockers name' };
  }
  const [failed] = steps.filter(({ state }) => state === 'failed' || state === 'unknown');
  if (failed) return { kind: 'next', command: `bw2wholesale logs ${failed.step}`, why: 'shows every attempt' };
  return steps.length === 0
    ? { kind: 'next', command: 'bw2wholesale plan', why: `shows what would be written for ${object.name}` }
    : { kind: 'next', command: 'bw2wholesale status', why: 'shows where the migration stands' };
}

function show(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(', ') : JSON.stringify(value);
}
