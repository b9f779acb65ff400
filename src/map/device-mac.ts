import type { Decision, Why } from '../domain/drafts.ts';
import type { SourceDevice } from '../domain/source.ts';
import type { Structure } from './create-context.ts';
import { decide, onDecision } from './features/decide.ts';
import { deviceRefs } from './provenance.ts';

/** A MAC in the device's own field is a fact; one in a name or line/port waits for a person. */
export function settleMac(
  context: Structure,
  device: SourceDevice,
): {
  readonly mac?: string;
  readonly evidence: 'field' | 'candidate' | 'none';
  readonly why: Why;
  readonly decision?: Decision;
} {
  const sources = deviceRefs(context.source, device, 'macAddress', 'MAC Address');
  const plain = device.macAddress?.replace(/[^0-9a-f]/gi, '').toUpperCase();
  if (plain?.length === 12) {
    return { mac: plain, evidence: 'field', why: { rule: 'R-DEV-1', sources } };
  }
  const candidate = device.macCandidate;
  if (candidate === undefined) {
    const note = device.macAddress === undefined ? 'no MAC was read' : `"${device.macAddress}" is no MAC`;
    return { evidence: 'none', why: { rule: 'R-DEV-1', sources, note } };
  }
  const mac = candidate.mac.toUpperCase();
  const { decision, answer } = decide(context, {
    kind: 'mac-candidate',
    object: `device:${device.key}`,
    question: `Is ${mac} the MAC of this device?`,
    options: [
      { value: 'check', consequence: 'the phone is not added until somebody has looked at it' },
      { value: 'confirm', consequence: 'the phone is added with this MAC' },
      { value: '<MAC>', consequence: 'the phone is added with the MAC that you write as the answer', free: 'mac' },
    ],
    recommendation: 'check',
    reason: 'the MAC stands only in a name or line/port, which nobody keeps in order',
    cause: [mac],
  });
  const confirmed = answer !== undefined && answer !== 'check';
  const given = confirmed && answer !== 'confirm' && answer !== mac;
  return {
    mac: given ? answer : mac,
    evidence: confirmed ? 'field' : 'candidate',
    decision,
    why: onDecision(
      {
        rule: confirmed ? 'mac-confirmed' : 'mac-candidate',
        sources: [candidate.from],
        ...(given ? { changed: true, note: `a name says ${mac}; a person said ${answer}` } : {}),
      },
      decision,
    ),
  };
}
