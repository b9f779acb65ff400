import { differencesIn, sameId } from './compare.ts';
import type { FurtherForm } from './further-form.ts';

/**
 * Which calls go to the assistants. Rules are entries of their own, and come first; which of them are on is said here, in
 * the request that switches the filter, so that none holds which must not. Rules of others stay as they are.
 */
export const executiveFilteringForm: FurtherForm<'executiveFiltering'> = {
  get: (api, owner, call) => api.further.executiveFiltering.get(owner, call),
  put: (api, owner, body, call) => api.further.executiveFiltering.put(owner, body, call),
  merge: ({ enabled, filterType }, _owner, _seen, _members, _audio, rules = []) => ({
    enabled,
    filterType,
    ...(rules.length === 0
      ? {}
      : { criteriaActivation: rules.map(({ id, active }) => ({ id, activationEnabled: active })) }),
  }),
  compare(value, seen, _members, _audio, rules = []) {
    // A rule that is missing is told by its own step.
    const there = rules.flatMap(({ id, active }) => {
      const rule = seen.criteria.find((each) => sameId(each.id, id));
      return rule === undefined ? [] : [{ name: rule.filterName ?? id, wanted: active, on: rule.activationEnabled }];
    });
    return differencesIn([
      ['enabled', value.enabled, seen.enabled],
      ['filterType', value.filterType, seen.filterType],
      [
        'criteriaActivation',
        there.filter(({ wanted }) => wanted).map(({ name }) => name),
        there.filter(({ on }) => on === true).map(({ name }) => name),
      ],
    ]);
  },
};

/** What BroadWorks does not say stays as the target has it. */
export const executiveAlertForm: FurtherForm<'executiveAlert'> = {
  get: (api, owner, call) => api.further.executiveAlert.get(owner, call),
  put: (api, owner, body, call) => api.further.executiveAlert.put(owner, body, call),
  merge: (value) => ({
    alertingMode: value.alertingMode,
    ...(value.nextAssistantRings === undefined ? {} : { nextAssistantNumberOfRings: value.nextAssistantRings }),
    rolloverEnabled: value.rolloverEnabled,
    rolloverAction: value.rolloverAction,
    ...(value.rolloverDestination === undefined ? {} : { rolloverForwardToPhoneNumber: value.rolloverDestination }),
    ...(value.rolloverSeconds === undefined ? {} : { rolloverWaitTimeInSecs: value.rolloverSeconds }),
    clidNameMode: value.nameMode,
    ...(value.customName === undefined ? {} : { customCLIDNameInUnicode: value.customName }),
    clidPhoneNumberMode: value.numberMode,
    ...(value.customNumber === undefined ? {} : { customCLIDPhoneNumber: value.customNumber }),
  }),
  compare: (value, seen) =>
    differencesIn([
      ['alertingMode', value.alertingMode, seen.alertingMode],
      ['nextAssistantNumberOfRings', value.nextAssistantRings, seen.nextAssistantNumberOfRings],
      ['rolloverEnabled', value.rolloverEnabled, seen.rolloverEnabled ?? false],
      ['rolloverAction', value.rolloverAction, seen.rolloverAction],
      ['rolloverForwardToPhoneNumber', value.rolloverDestination, seen.rolloverForwardToPhoneNumber],
      ['rolloverWaitTimeInSecs', value.rolloverSeconds, seen.rolloverWaitTimeInSecs],
      ['clidNameMode', value.nameMode, seen.clidNameMode],
      ['customCLIDNameInUnicode', value.customName, seen.customCLIDNameInUnicode ?? seen.customCLIDName],
      ['clidPhoneNumberMode', value.numberMode, seen.clidPhoneNumberMode],
      ['customCLIDPhoneNumber', value.customNumber, seen.customCLIDPhoneNumber],
    ]),
};

export const executiveScreeningForm: FurtherForm<'executiveScreening'> = {
  get: (api, owner, call) => api.further.executiveScreening.get(owner, call),
  put: (api, owner, body, call) => api.further.executiveScreening.put(owner, body, call),
  merge: (value) => ({
    enabled: value.enabled,
    alertType: value.alertType,
    alertAnywhereLocationEnabled: value.alertReachedNumbers,
    alertMobilityLocationEnabled: value.alertMobile,
    alertSharedCallAppearanceLocationEnabled: value.alertSharedLines,
  }),
  compare: (value, seen) =>
    differencesIn([
      ['enabled', value.enabled, seen.enabled],
      ['alertType', value.alertType, seen.alertType],
      ['alertAnywhereLocationEnabled', value.alertReachedNumbers, seen.alertAnywhereLocationEnabled],
      ['alertMobilityLocationEnabled', value.alertMobile, seen.alertMobilityLocationEnabled],
      [
        'alertSharedCallAppearanceLocationEnabled',
        value.alertSharedLines,
        seen.alertSharedCallAppearanceLocationEnabled,
      ],
    ]),
};
