export type YearlyRecurrence =
  | { readonly dayOfMonth: number; readonly month: string }
  | { readonly day: string; readonly week: string; readonly month: string };

/** When an event takes place for the first time. */
export interface EventTimes {
  readonly name: string;
  /** `2026-01-31`. */
  readonly startDate: string;
  readonly endDate: string;
  /** `08:30`. */
  readonly startTime?: string;
  readonly endTime?: string;
  readonly allDayEnabled: boolean;
}

/** One event of a schedule, of a location or a person. */
export interface ScheduleEvent extends EventTimes {
  /** Weekly recurrence on these days, without end. */
  readonly weekly?: readonly string[];
  /** Yearly recurrence without end, on a date or on a weekday of a month; words of the target. */
  readonly yearly?: YearlyRecurrence;
}
