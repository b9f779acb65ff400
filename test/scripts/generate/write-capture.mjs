import { captureWriter } from './oci-writer.mjs';
import { askDevices, askGroup, askInstances, askProvider, askUser } from './queries.mjs';

/**
 * Asks everything about a generated source, group by group.
 *
 * @param write - takes the bytes of one exchange
 * @param onGroup - called with each group when it is written
 */
export function writeCapture(source, write, { requests = true, onGroup = () => {} } = {}) {
  const out = captureWriter('generated-session', write, { requests });
  askProvider(out, source);
  for (let index = 0; index < source.groupCount; index++) {
    const group = source.groupAt(index);
    askGroup(out, source, group);
    askDevices(out, source, group);
    for (const user of group.users) askUser(out, source, group, user);
    askInstances(out, source, group);
    onGroup(group);
  }
  out.flush();
}
