import type { LocationInterceptStep } from '../domain/plan-features.ts';
import { type BuildContext, blockedNote } from './build-context.ts';
import { nameOf } from './location-name.ts';
import { stepBase } from './step-identity.ts';

/** Locations that are out of service. They come last: nothing that is made there is to be stopped by it. */
export function addLocationInterceptSteps(context: BuildContext): void {
  for (const draft of context.drafts.of(context.customer.id, 'locationIntercept')) {
    const { location, ...fields } = draft.data;
    const place = context.locations.get(location);
    if (place === undefined) {
      context.omit('locationIntercept', draft, 'its location was not mapped', true);
      continue;
    }
    const payload: LocationInterceptStep['payload'] = {
      customer: context.customerStep,
      location: place.location,
      ...fields,
    };
    const name = nameOf(context, location);
    const identity = {
      draft: draft.id,
      customer: context.customer.id,
      naturalKey: name,
      label: `intercept of ${name}`,
      hard: [place.calling],
    };
    const base = stepBase('locationIntercept', identity, payload);
    const step: LocationInterceptStep = { ...base, kind: 'locationIntercept', payload };
    context.add(step, blockedNote(context, draft.id));
  }
}
