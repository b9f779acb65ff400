import type { Route } from '../route.ts';
import { callingLocationRoutes } from './calling-locations.ts';
import { customerRoutes } from './customers.ts';
import { locationRoutes } from './locations.ts';
import { numberRoutes } from './numbers.ts';
import { peopleRoutes } from './people.ts';
import { pstnRoutes } from './pstn.ts';
import { subscriberRoutes } from './subscribers.ts';
import { subscriberChangeRoutes } from './subscriber-changes.ts';
import { validationRoutes } from './validation.ts';

/** All that is simulated, one file per family. A new set per sandbox: some routes remember requests in flight. */
export function allRoutes(): Route[] {
  return [
    ...customerRoutes(),
    ...subscriberRoutes(),
    ...subscriberChangeRoutes(),
    ...peopleRoutes(),
    ...locationRoutes(),
    ...callingLocationRoutes(),
    ...pstnRoutes(),
    ...numberRoutes(),
    ...validationRoutes(),
  ];
}
