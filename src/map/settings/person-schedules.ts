import type { DraftOf, Loss } from '../../domain/drafts.ts';
import type { FurtherSetting } from '../../domain/further-settings.ts';
import { joinKey, partRef, type SourceRef, splitKey } from '../../domain/keys.ts';
import type { ScheduleEvent } from '../../domain/schedule-event.ts';
import type { MapContext, Mapped } from '../context.ts';
import type { Account } from '../features/merge.ts';
import { scheduleEvent } from '../features/schedule-events.ts';
import { account, carried, lossOfUser } from './further-parts.ts';
import { type Subject, settingDraft, userRef } from './owner-settings.ts';

/** `Time` and `Holiday` of BroadWorks. */
const TYPES = { Time: 'businessHours', Holiday: 'holidays' } as const;
export type ScheduleWord = keyof typeof TYPES;

/** One event an answer. */
const SINGLE = ['personScheduleEvents', 'UserScheduleGetEventResponse'] as const;
const ANSWERS = [
  ['personSchedules', 'UserScheduleGetEventDetailListResponse'],
  SINGLE,
  ['personTimeSchedules', 'UserTimeScheduleGetResponse'],
  ['personHolidaySchedules', 'UserHolidayScheduleGetResponse'],
] as const;

interface OwnSchedule {
  readonly draft: DraftOf<'setting'>;
  readonly value: FurtherSetting<'personSchedule'>;
  /** False where an event has no form in the target: the schedule covers less time than it did. */
  readonly complete: boolean;
}

/**
 * Schedules of one person, made when a rule asks for them. Those that no rule of a service that moves refers to are left
 * behind: a schedule alone does nothing, and each costs the target two calls.
 */
export class PersonSchedules {
  private readonly context: MapContext;
  private readonly subject: Subject;
  private readonly made = new Map<string, OwnSchedule | undefined>();
  private readonly losses: Loss[] = [];
  private readonly accounts: Account[] = [];

  constructor(context: MapContext, subject: Subject) {
    this.context = context;
    this.subject = subject;
  }

  /** `undefined`: it was never read, or holds no event that the target can hold. */
  find(type: ScheduleWord, name: string): OwnSchedule | undefined {
    const part = joinKey(type, name);
    if (!this.made.has(part)) this.made.set(part, this.make(type, name, part));
    return this.made.get(part);
  }

  /** Whether its events were read. */
  isRead(type: ScheduleWord, name: string): boolean {
    return this.answers().some(({ schedule }) => schedule === joinKey(type, name));
  }

  /** What became of all of them, once every rule has asked. */
  mapped(): Mapped {
    const unused = this.answers()
      .filter(({ schedule }) => !this.made.has(schedule))
      .map(({ ref }) => account(ref, 'not used', 'no-rule-uses-the-schedule'));
    return {
      drafts: [...this.made.values()].flatMap((own) => (own === undefined ? [] : [own.draft])),
      losses: this.losses,
      accounts: [...this.accounts, ...unused],
    };
  }

  private make(type: ScheduleWord, name: string, part: string): OwnSchedule | undefined {
    const { context, subject } = this;
    const events: ScheduleEvent[] = [];
    const sources: SourceRef[] = [];
    let dropped = 0;
    for (const { schedule, ref, events: read } of this.answers()) {
      if (schedule !== part) continue;
      for (const each of read) {
        const event = eventOfPerson(each.name, each.body);
        if ('unsupported' in event) {
          dropped += 1;
          this.tell(name, each.name, event.unsupported, ref);
        } else if (!events.some((known) => known.name === event.name)) events.push(event);
      }
      sources.push(ref);
    }
    for (const { event, error, ref } of this.failed(part)) {
      if (events.some((known) => known.name === event)) continue;
      dropped += 1;
      this.tell(name, event, `its answer was an error (${error})`, ref);
    }
    if (events.length === 0) {
      this.accounts.push(...sources.map((ref) => account(ref, 'manual', 'schedule-without-events')));
      return undefined;
    }
    const value = {
      setting: 'personSchedule',
      owner: subject.owner.draft,
      name,
      type: TYPES[type],
      events,
    } as const;
    const draft = settingDraft(context, subject, value, {
      name: carried(),
      type: carried(),
      events: dropped === 0 ? carried(...sources) : { ...carried(...sources), changed: true },
    });
    const id = `${draft.id}/${value.type}/${encodeURIComponent(name)}`;
    return { draft: { ...draft, id }, value, complete: dropped === 0 };
  }

  private tell(schedule: string, event: string, reason: string, ref: SourceRef): void {
    this.losses.push(
      lossOfUser(this.context, this.subject, 'Schedules', {
        verdict: 'part',
        notice: `The event "${event}" of the schedule "${schedule}" is missing: ${reason}.`,
        action: 'Add the event to the schedule in Control Hub.',
        sources: [ref],
      }),
    );
  }

  /** Events of a schedule that were asked for one by one, and answered with an error. */
  private failed(part: string) {
    const owner = userRef(this.subject.user);
    const read = this.context.source.feature(owner.key, SINGLE[0]);
    return (read?.data?.parts ?? []).flatMap(({ name, state, error = 'no reason told' }) => {
      const [, , event] = splitKey(name);
      const isOne = state === 'error' && event !== undefined && name.startsWith(`${part}/`);
      return isOne ? [{ event, error, ref: partRef(owner, SINGLE[1], `scheduleKey=${name}`) }] : [];
    });
  }

  /** Everything that was read of schedules of the person. Answers about single events name it before the event. */
  private answers() {
    const owner = userRef(this.subject.user);
    return ANSWERS.flatMap(([feature, base]) =>
      (this.context.source.feature(owner.key, feature)?.data?.parts ?? []).flatMap(({ name, content }) => {
        const schedule = name.split('/').slice(0, 2).join('/');
        const ref = partRef(owner, base, `scheduleKey=${name}`);
        return content === undefined ? [] : [{ schedule, ref, events: content.events }];
      }),
    );
  }
}

/** Events of people repeat daily or weekly in the target; yearly ones are for schedules of locations only. */
function eventOfPerson(
  name: string,
  body: Parameters<typeof scheduleEvent>[1],
): ScheduleEvent | { readonly unsupported: string } {
  const read = scheduleEvent(name, body);
  if ('unsupported' in read) return read;
  return read.event.yearly === undefined
    ? read.event
    : { unsupported: 'it repeats every year, which schedules of people cannot' };
}
