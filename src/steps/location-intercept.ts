import type { LocationInterceptStep } from '../domain/plan-features.ts';
import type { WebexIntercept } from '../webex/location-intercepts.ts';
import { alwaysThere } from './always-there.ts';
import type { StepHandler } from './handler.ts';
import { interceptBody, interceptChecks } from './intercept-body.ts';

/**
 * The intercept of a location, which is always there. What stood there before is kept with the step, for the rollback
 * sets it back: nobody could call a location that stayed out of service.
 */
export const locationInterceptHandler: StepHandler<LocationInterceptStep> = alwaysThere({
  kind: 'locationIntercept',
  calls: 3,
  path: 'intercept',
  api: ({ locationIntercepts }) => locationIntercepts,
  // A greeting that was uploaded stays.
  mixes: true,
  body: ({ payload }, seen: WebexIntercept | undefined): WebexIntercept => interceptBody(payload, seen),
  checks: ({ payload }, actual) => interceptChecks(payload, actual),
  restored: (actual) => actual,
  unkept: { enabled: false },
  isBack: (actual, stood) => inForce(actual) === inForce(stood),
});

/** Everything that has an effect: nothing takes a number away, and behind a switch that is off it does no harm. */
function inForce({ enabled, incoming, outgoing }: WebexIntercept): string {
  const { greeting = 'DEFAULT', newNumber, zeroTransfer } = incoming?.announcements ?? {};
  return JSON.stringify([
    enabled,
    incoming?.type,
    incoming?.voicemailEnabled ?? false,
    greeting,
    newNumber?.enabled === true ? newNumber.destination : false,
    zeroTransfer?.enabled === true ? zeroTransfer.destination : false,
    outgoing?.type,
    outgoing?.transferEnabled === true ? outgoing.destination : false,
  ]);
}
