import { responseBase } from '../broadworks/command-type.ts';
import { echoOfPart } from '../broadworks/identity.ts';
import { splitKey } from '../domain/keys.ts';
import type { SnapshotGap } from '../domain/snapshot.ts';

/** BroadWorks takes at most so many commands in one document. */
const MAX_COMMANDS = 15;

export interface RequestTotals {
  readonly commands: number;
  readonly documents: number;
}

/**
 * Writes the OCI-P requests that would fill the gaps: ISO-8859-1, 15 commands a document, `echo` set to the key of the
 * entity, so that the answers can be read without their requests.
 *
 * @param releases - suffixes in which the platform answered so far, by response base: it understands those
 * @param write - takes the bytes of one document
 */
export function writeRequests(
  gaps: Iterable<SnapshotGap>,
  releases: ReadonlyMap<string, string>,
  write: (document: Buffer) => void,
): RequestTotals {
  let commands: string[] = [];
  let total = 0;
  let documents = 0;
  function flush(): void {
    if (commands.length === 0) return;
    write(Buffer.from(inLatin1(documentOf(commands)), 'latin1'));
    documents += 1;
    total += commands.length;
    commands = [];
  }
  for (const gap of gaps) {
    commands.push(commandOf(gap, releases.get(gap.base) ?? gap.release));
    if (commands.length === MAX_COMMANDS) flush();
  }
  flush();
  return { commands: total, documents };
}

function commandOf(gap: SnapshotGap, release: string): string {
  const type = requestName(gap.base) + release;
  const fields = fieldsOf(gap).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<command echo="${escapeText(echoOf(gap))}" xsi:type="${type}" xmlns="">${fields.join('')}</command>`;
}

/** Elements of a request: whom it asks about, and which part. A DNIS is named together with its call center. */
function fieldsOf(gap: SnapshotGap): [name: string, content: string][] {
  const owner = Object.entries(identityOf(gap)).map(([name, value]): [string, string] => [name, escapeText(value)]);
  if (gap.kind === 'trunkGroup') return [['trunkGroupKey', inside(owner)]];
  if (gap.part === undefined) return owner;
  const { element, name } = gap.part;
  if (element === 'scheduleKey') {
    const [type = '', schedule = ''] = splitKey(name);
    return [...owner, scheduleKey(schedule, type)];
  }
  if (element === 'scheduleType') return [...owner, scheduleKey(splitKey(gap.key).at(-1) ?? '', name)];
  if (element !== 'dnisKey') return [...owner, [element, escapeText(name)]];
  return [[element, `${inside(owner)}<name>${escapeText(name)}</name>`]];
}

function inside(fields: readonly (readonly [name: string, content: string])[]): string {
  return fields.map(([field, content]) => `<${field}>${content}</${field}>`).join('');
}

function scheduleKey(name: string, type: string): [name: string, content: string] {
  const content = `<scheduleName>${escapeText(name)}</scheduleName><scheduleType>${escapeText(type)}</scheduleType>`;
  return ['scheduleKey', content];
}

/** The inverse of `responseBase`. */
function requestName(base: string): string {
  const name = base.replace(/Response$/, 'Request');
  return responseBase(name) === base ? name : base;
}

/** An answer about one pack is an answer about its provider, which names the pack itself. No answer names its part. */
function echoOf({ kind, key, part }: SnapshotGap): string {
  if (part !== undefined && !/^(?:time|holiday)ScheduleName$/.test(part.element))
    return echoOfPart(key, part.element, part.name);
  return kind === 'servicePack' ? (key.split('/')[0] ?? key) : key;
}

/** Elements that say whom a request asks about, in the order of the schema. */
function identityOf({ base, kind, key, id }: SnapshotGap): Record<string, string> {
  const [first = '', second = '', third = ''] = splitKey(key);
  switch (kind) {
    case 'user':
      return { userId: id ?? first };
    case 'serviceInstance':
      // Settings that a virtual user shares with people are asked for as theirs.
      return base.startsWith('User') ? { userId: id ?? first } : { serviceUserId: id ?? first };
    case 'servicePack':
      return { serviceProviderId: first, servicePackName: second };
    case 'device': {
      if (third !== '') return { serviceProviderId: first, groupId: second, deviceName: third };
      return second === '' ? { deviceName: first } : { serviceProviderId: first, deviceName: second };
    }
    case 'group':
      // The schema spells it with a capital G in this one.
      return base === 'UserGetListInGroupResponse'
        ? { serviceProviderId: first, GroupId: second }
        : { serviceProviderId: first, groupId: second };
    case 'trunkGroup':
    case 'callPickup':
    case 'callPark':
      return { serviceProviderId: first, groupId: second, name: third };
    case 'system':
      return {};
    case 'schedule':
      return base.startsWith('Group') ? { serviceProviderId: first, groupId: second } : { serviceProviderId: first };
    default:
      return { serviceProviderId: first };
  }
}

function documentOf(commands: readonly string[]): string {
  return `<?xml version="1.0" encoding="ISO-8859-1"?>
<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<sessionId xmlns="">bw2wholesale</sessionId>
${commands.join('\n')}
</BroadsoftDocument>
`;
}

function escapeText(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (sign) => names[sign] ?? sign);
}

/** What ISO-8859-1 cannot hold travels as a numeric reference; so does what windows-1252 would read differently. */
function inLatin1(text: string): string {
  return text.replace(/[^\n\x20-\x7e\xa0-\xff]/gu, (sign) => `&#x${(sign.codePointAt(0) ?? 0).toString(16)};`);
}
