export type YearlyRecurrence =
  | { readonly dayOfMonth: number; readonly month: string }
  | { readonly day: string; readonly week: string; readonly month: string };

/** One event of a schedule, of a location or a person. */
export interface ScheduleEvent {
  readonly name: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly startTime?: string;
  readonly endTime?: string;
  readonly allDayEnabled: boolean;
  /** Weekly recurrence on these days, without end. */
  readonly weekly?: readonly string[];
  /** Yearly recurrence without end, on a date or on a weekday of a month; words of the target. */
  readonly yearly?: YearlyRecurrence;
}
