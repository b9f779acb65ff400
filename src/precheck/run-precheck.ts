import type { MigrationConfig } from '../domain/config.ts';
import { customerConfig } from '../domain/configured.ts';
import { type DraftId, withoutKind } from '../domain/draft-id.ts';
import type { Draft } from '../domain/drafts.ts';
import { MigrationError } from '../domain/errors.ts';
import type { Finding } from '../domain/findings.ts';
import type { Target } from '../domain/plan.ts';
import type { PrecheckSummary } from '../domain/precheck-summary.ts';
import type { Clock } from '../pipeline/clock.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { statedAttestations } from './attestations.ts';
import { checkAudio } from './check-audio.ts';
import { checkInventory } from './check-inventory.ts';
import { evaluateRules } from './evaluate.ts';
import { customerFacts } from './facts.ts';
import { checkOverrides, overrideBook } from './overrides.ts';
import type { NamedOrganisations, PrecheckPorts } from './ports.ts';
import { customerReadiness, type ReadinessRow } from './readiness.ts';
import { isOverridable, LOCAL_RULES, RULE_IDS } from './rules/index.ts';
import { type Selection, selectRules } from './selection.ts';
import { collectSharedFacts } from './shared-facts.ts';
import { summarise } from './summarise.ts';
import { validateRemotely } from './validate-remotely.ts';

export interface PrecheckOptions extends Selection {
  readonly config: MigrationConfig;
  /** Asks about this target too: attestations where it is not on loopback, the target itself with `remote`. */
  readonly target?: Target;
  /** Calls the validate endpoints of the target through `ports.remote`. */
  readonly remote?: boolean;
  /** Template to validate with; from the configuration where it is not given. */
  readonly provisioningId?: string;
  /** Warnings fail too. */
  readonly strict?: boolean;
  /** Of many customers, the one that the summary tells of; all are checked. */
  readonly only?: DraftId;
  /** What else `migration.yaml` says without effect, beside overrides. */
  readonly notes?: readonly string[];
  /** Machine on which overrides and confirmations of `migration.yaml` are recorded. */
  readonly host?: string;
  readonly clock?: Clock;
}

/**
 * Checks everything that `map` proposes against every rule and stores what it finds; writes nothing in Webex.
 *
 * Running it again replaces the findings. What the target said is replaced only when it was asked again.
 *
 * @throws {MigrationError} `NOTHING_MAPPED`; `USAGE` or `CONFIG_INVALID` for unknown rules; with `remote` also
 *   `PROVISIONING_ID_MISSING`, `TOKEN_REJECTED`, `TARGET_UNAVAILABLE`
 */
export async function runPrecheck(
  context: StageContext,
  options: PrecheckOptions,
  ports: PrecheckPorts,
): Promise<PrecheckSummary> {
  const { config, target } = options;
  const isSelected = selectRules(options, RULE_IDS);
  checkOverrides(config.precheck.overrides, RULE_IDS);
  const customers = ports.mapped.customers();
  if (customers.length === 0) throw new MigrationError('NOTHING_MAPPED', 'there are no drafts to check');
  const asking = options.remote === true ? remoteSetup(options, ports) : undefined;

  context.emit({ type: 'stage-started', stage: 'precheck' });
  const checkedAt = context.now();
  // A migration of one customer reads its drafts once; of many, one customer at a time is in memory.
  let kept: { readonly customer: DraftId; readonly drafts: readonly Draft[] } | undefined;
  const load = (customer: DraftId): readonly Draft[] => {
    if (kept?.customer !== customer) kept = { customer, drafts: ports.mapped.drafts(customer) };
    return kept.drafts;
  };
  const about = {
    config,
    target,
    shared: collectSharedFacts(everyDraft(customers, load), Object.keys(config.announcements?.assign ?? {})),
  };
  const organisations = asking ? ports.findings.organisations(asking.target.key) : new Map<DraftId, string>();
  const named = namedOrganisations(customers, config);
  const there = asking ? ports.findings.provisionedDrafts(asking.target.key) : new Set<DraftId>();
  const overrides = overrideBook(config.precheck.overrides, isOverridable, options.host);
  const local: Finding[] = [];
  const remote: Finding[] = [];
  const readiness: (ReadinessRow & { readonly name: string })[] = [];
  const isTold = (customer: DraftId): boolean => options.only === undefined || options.only === customer;
  let asked = 0;
  const askAbout = async (customer: DraftId, drafts: readonly Draft[], blocked: ReadonlySet<DraftId>) => {
    if (asking === undefined) return [];
    const onChecked = (): void =>
      context.emit({ type: 'progress', stage: 'precheck', done: ++asked, unit: 'objects validated' });
    const isLeftOut = ({ id }: Draft): boolean => blocked.has(id) || there.has(id);
    const orgId = organisations.get(customer) ?? named[customer];
    const about = { ...asking, signal: context.signal, onChecked, ...(orgId === undefined ? {} : { orgId }) };
    return [
      ...(await validateRemotely(drafts, isLeftOut, about)),
      ...(await checkInventory(drafts, isLeftOut, orgId, about)),
      ...(await checkAudio(drafts, isLeftOut, about)),
    ];
  };
  for (const [index, customer] of customers.entries()) {
    context.signal.throwIfAborted();
    const drafts = load(customer);
    const facts = customerFacts(customer, about, ports.mapped, ports.source, drafts);
    const here = overrides.apply(evaluateRules(LOCAL_RULES, drafts, facts));
    const blocked = new Set(here.filter(({ severity }) => severity === 'blocker').map(draftOf));
    const refused = overrides.apply(await askAbout(customer, drafts, blocked));
    for (const finding of here) local.push(finding);
    for (const finding of refused) remote.push(finding);
    if (isTold(customer))
      for (const row of customerReadiness(drafts, [...here, ...refused]))
        readiness.push({ ...row, name: facts.name(row.id) });
    context.emit({
      type: 'progress',
      stage: 'precheck',
      done: index + 1,
      total: customers.length,
      unit: 'customers',
    });
  }
  store(ports, local, asking === undefined ? undefined : { remote, named }, checkedAt, target);
  ports.findings.dropOutdatedRemote(named);
  if (target !== undefined) {
    ports.findings.replaceAttestations(target.key, statedAttestations(target, config, checkedAt, options.host));
  }
  const notes = [...(options.notes ?? []), ...overrides.unused()];
  for (const message of notes) context.emit({ type: 'warning', stage: 'precheck', message });
  context.emit({ type: 'stage-finished', stage: 'precheck' });

  return summarise({
    findings: [...local, ...remote].filter(({ rule, customer }) => isSelected(rule) && isTold(customer)),
    readiness,
    target,
    remoteChecks: asked,
    earlier: ports.findings.remoteRefusals(options.only).filter((one) => asking?.target.key !== one.target),
    checkedAt,
    expireDays: config.precheck.expireDays,
    notes,
    strict: options.strict === true,
  });
}

function remoteSetup(options: PrecheckOptions, { remote, audio }: PrecheckPorts) {
  const { config, target, clock } = options;
  const provisioningId = options.provisioningId ?? config.partner.provisioningId;
  if (target === undefined || remote === undefined) throw new Error('remote checks need a target and a validator');
  if (provisioningId === undefined) {
    throw new MigrationError('PROVISIONING_ID_MISSING', 'no provisioning ID to validate customers with');
  }
  return {
    config,
    target,
    provisioningId,
    remote,
    ...(audio === undefined ? {} : { audio }),
    ...(clock === undefined ? {} : { clock }),
  };
}

/** What `migration.yaml` says about where customers go. */
function namedOrganisations(customers: readonly DraftId[], config: MigrationConfig): NamedOrganisations {
  return Object.fromEntries(
    customers.flatMap((customer) => {
      const { orgId } = customerConfig(config, withoutKind(customer));
      return orgId === undefined ? [] : [[customer, orgId]];
    }),
  );
}

function* everyDraft(customers: readonly DraftId[], load: (customer: DraftId) => readonly Draft[]): Generator<Draft> {
  for (const customer of customers) yield* load(customer);
}

function draftOf({ entity }: Finding): DraftId {
  return `${entity.kind}:${entity.id}`;
}

function store(
  { findings }: PrecheckPorts,
  local: readonly Finding[],
  asked: { readonly remote: readonly Finding[]; readonly named: NamedOrganisations } | undefined,
  checkedAt: Date,
  target: Target | undefined,
): void {
  findings.replaceLocal(
    local.filter((finding) => finding.target === undefined),
    checkedAt,
  );
  if (target === undefined) return;
  findings.replaceTarget(
    target.key,
    local.filter((finding) => finding.target === target.key),
    checkedAt,
  );
  if (asked) findings.replaceRemote(target.key, asked.remote, checkedAt, asked.named);
}
