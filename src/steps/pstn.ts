import { MigrationError } from '../domain/errors.ts';
import type { PstnStep } from '../domain/plan.ts';
import type { OrgCall } from '../webex/call.ts';
import { differencesIn, sameId } from './compare.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { inOrgPath, known, neededPlace, placeOf, shown } from './refs.ts';
import { writtenAs } from './written.ts';

/** PSTN connection of a location; set per location, for that of the template covers only the first one (R-NUM-3). */
export const pstnHandler: StepHandler<PstnStep> = {
  kind: 'pstn',
  safety: 'repeatable',
  canChange: true,
  calls: 3,
  key: ['location'],
  endpoints: ['PUT /telephony/pstn/locations/{locationId}/connection'],

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    const connection = place && (await context.webex.pstn.getConnection(place.locationId, place.call));
    if (connection?.id === undefined) return undefined;
    // Without a choice of the operator any connection will do, as long as it stays the one that we found or took.
    const wanted = step.payload.connectionId ?? known(context, step.id, 'connectionId');
    return {
      outputs: { connectionId: connection.id },
      differences: differencesIn([['connection', wanted, connection.id, sameId]]),
    };
  },

  async write(step, context) {
    const { call, locationId } = neededPlace(context, step.payload);
    const id = step.payload.connectionId ?? (await onlyOption(context, locationId, call));
    return writtenAs(await context.webex.pstn.connect(locationId, { id }, call), { connectionId: id });
  },

  undo: { kind: 'with-owner', owner: 'its location', note: 'no call takes a connection away' },

  describe(step, context) {
    const refer = shown(context);
    const { customer, location, connectionId } = step.payload;
    const path = `/telephony/pstn/locations/${refer(location, 'locationId')}/connection`;
    return {
      method: 'PUT',
      path: inOrgPath(refer, customer, path),
      body: { id: connectionId ?? '<the only connection on offer>' },
    };
  },
};

async function onlyOption(context: StepContext, locationId: string, call: OrgCall): Promise<string> {
  const options = await context.webex.pstn.options(locationId, call);
  const [only] = options;
  if (only && options.length === 1) return only.id;
  const offer = options.map(({ id, displayName }) => `${displayName ?? 'unnamed'} (${id})`).join(', ');
  throw new MigrationError(
    'TARGET_REFUSED',
    only ? `several PSTN connections are on offer: ${offer}` : 'no PSTN connection is on offer for this location',
    {
      hint: 'Set `pstnConnectionId` of this location, or `defaults.pstnConnectionId`, in migration.yaml, then plan again.',
    },
  );
}
