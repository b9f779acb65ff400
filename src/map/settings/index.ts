import type { SourceUser } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { mergeMapped } from '../features/merge.ts';
import { mapCallForwarding } from './call-forwarding.ts';
import { mapCallWaiting } from './call-waiting.ts';
import { mapDoNotDisturb } from './do-not-disturb.ts';
import { FURTHER_SETTINGS } from './further.ts';
import { mapVoicemail } from './voicemail.ts';

/**
 * Settings of everybody who moves, in the order of the source. People on a package without calling have none, for there
 * is no line to set.
 */
export function mapSettings(context: MapContext): Mapped {
  const parts = context.source.users.flatMap((user): Mapped[] => {
    const owner = context.owner(user.key);
    if (owner === undefined || !hasLine(context, user)) return [];
    const subject = { user, owner };
    return [
      mapCallForwarding(context, subject),
      mapVoicemail(context, subject),
      mapCallWaiting(context, subject),
      mapDoNotDisturb(context, subject),
      ...FURTHER_SETTINGS.map((mapSetting) => mapSetting(context, subject)),
    ];
  });
  return mergeMapped(parts);
}

function hasLine(context: MapContext, user: SourceUser): boolean {
  return (
    user.dn !== undefined ||
    user.phoneNumber !== undefined ||
    user.extension !== undefined ||
    user.endpoint !== undefined ||
    context.inUse(user).some(({ name }) => context.catalogues.userServices.get(name)?.calling === true)
  );
}
