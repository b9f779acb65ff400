import { el, els, key, table, userKey } from './oci-writer.mjs';

/**
 * The questions that a capture asks about each kind of entity, and the answers, from plain objects. Samples and the
 * generator share them, so that both speak in the same release names and columns.
 */

const nationalDigits = (dn) => dn?.replace(/^\+\d+-/, '');
const CALL_FORWARDING = {
  always: ['UserCallForwardingAlways', ''],
  busy: ['UserCallForwardingBusy', ''],
  noAnswer: ['UserCallForwardingNoAnswer', '13mp16'],
  notReachable: ['UserCallForwardingNotReachable', ''],
};

const addressOf = (a) =>
  a && {
    addressLine1: a.line1,
    addressLine2: a.line2,
    city: a.city,
    stateOrProvince: a.state,
    zipOrPostalCode: a.zip,
    country: a.country,
  };
const contactOf = (c) => c && { contactName: c.name, contactNumber: c.number, contactEmail: c.email };

export function askProvider(out, p) {
  const id = { serviceProviderId: p.id };
  out.ask(
    'ServiceProviderGetList',
    '',
    '',
    {},
    table(
      'serviceProviderTable',
      ['Service Provider Id', 'Service Provider Name', 'Is Enterprise'],
      [[p.id, p.name, p.isEnterprise]],
    ),
  );
  out.ask(
    'ServiceProviderGet',
    '17sp1',
    key(p.id),
    id,
    els({
      isEnterprise: p.isEnterprise,
      useCustomRoutingProfile: false,
      defaultDomain: p.domain,
      serviceProviderName: p.name,
      supportEmail: p.supportEmail,
      contact: contactOf(p.contact),
      address: addressOf(p.address),
      useServiceProviderLanguages: false,
    }),
  );
  out.ask(
    'GroupGetListInServiceProvider',
    '',
    key(p.id),
    id,
    table(
      'groupTable',
      ['Group Id', 'Group Name', 'User Limit'],
      p.groups.map((g) => [g.id, g.name, g.userLimit]),
    ),
  );
  for (const pack of p.packs) {
    out.ask(
      'ServiceProviderServicePackGetDetailList',
      '',
      key(p.id),
      { ...id, servicePackName: pack.name },
      els({
        servicePackName: pack.name,
        servicePackDescription: pack.description,
        isAvailableForUse: true,
        servicePackQuantity: { unlimited: true },
        assignedQuantity: pack.assigned === undefined ? { unlimited: true } : { quantity: pack.assigned },
        allowedQuantity: { unlimited: true },
      }) +
        table(
          'userServiceTable',
          ['Service', 'Authorized', 'Allocated', 'Available'],
          pack.services.map((service) => [service, 'Unlimited', 'Unlimited', 'Unlimited']),
        ),
    );
  }
  if (p.departments?.length) {
    out.ask(
      'EnterpriseDepartmentGetList',
      '',
      key(p.id),
      { enterpriseId: p.id, includeGroupDepartments: false },
      p.departments
        .map(
          (name) =>
            `<departmentKey xsi:type="EnterpriseDepartmentKey">${els({ serviceProviderId: p.id, name })}</departmentKey>`,
        )
        .join('') + p.departments.map((name) => el('fullPathName', name)).join(''),
    );
  }
  const instances = p.groups.flatMap((g) =>
    (g.instances ?? []).map((i) => [i.id, g.id, i.serviceType, i.name, i.dn, i.ext, undefined]),
  );
  out.ask(
    'UserGetServiceInstanceListInServiceProvider',
    '',
    key(p.id),
    id,
    table(
      'serviceInstanceTable',
      ['User Id', 'Group Id', 'Service Type', 'Name', 'Phone Number', 'Extension', 'Department'],
      instances,
    ),
  );
  out.ask(
    'ServiceProviderDnGetSummaryList',
    '',
    key(p.id),
    id,
    table(
      'dnSummaryTable',
      ['Phone Numbers', 'Group Id', 'Can Delete'],
      p.groups.flatMap((g) => g.ranges.map((range) => [range, g.id, false])),
    ),
  );
}

export function askGroup(out, p, g) {
  const id = { serviceProviderId: p.id, groupId: g.id };
  const listId = { serviceProviderId: p.id, GroupId: g.id };
  const echo = key(p.id, g.id);
  out.ask(
    'GroupGet',
    g.release ?? '14sp7',
    echo,
    id,
    els({
      defaultDomain: p.domain,
      userLimit: g.userLimit,
      userCount: g.users.length,
      groupName: g.name,
      callingLineIdName: g.clidName,
      callingLineIdPhoneNumber: g.mainNumber,
      timeZone: g.timeZone,
      timeZoneDisplayName: g.timeZoneName,
      locationDialingCode: g.locationCode,
      contact: contactOf(g.contact),
      address: addressOf(g.address),
      ...(g.release === '22V5' ? { serviceProviderId: p.id, groupId: g.id } : {}),
    }),
  );
  out.ask(
    'GroupExtensionLengthGet',
    '17',
    echo,
    id,
    els({ minExtensionLength: 2, maxExtensionLength: 6, defaultExtensionLength: 4 }),
  );
  if (g.departments?.length) {
    out.ask(
      'GroupDepartmentGetList',
      '18',
      echo,
      { ...id, includeEnterpriseDepartments: true },
      table(
        'departmentTable',
        [
          'Is Enterprise Department',
          'Department Name',
          'Full Path Name',
          'Calling Line Id Name',
          'Calling Line Id Phone Number',
        ],
        g.departments.map((name) => [false, name, name, undefined, undefined]),
      ),
    );
  }
  out.ask(
    'UserGetListInGroup',
    '',
    echo,
    listId,
    table(
      'userTable',
      [
        'User Id',
        'Last Name',
        'First Name',
        'Department',
        'Phone Number',
        'Phone Number Activated',
        'Email Address',
        'Hiragana Last Name',
        'Hiragana First Name',
        'In Trunk Group',
        'Extension',
        'Country Code',
        'National Prefix',
      ],
      g.users.map((u) => [
        u.id,
        u.last,
        u.first,
        u.department,
        u.dn,
        u.dn && true,
        u.email,
        u.last,
        u.first,
        u.trunk === true,
        u.ext,
        g.countryCode,
        g.nationalPrefix,
      ]),
    ),
  );
  const people = g.users
    .filter((u) => u.dn)
    .map((u) => [
      u.dn,
      u.department,
      true,
      u.id,
      u.last,
      u.first,
      u.ext,
      u.email,
      'Normal',
      g.countryCode,
      g.nationalPrefix,
    ]);
  const virtual = (g.instances ?? [])
    .filter((i) => i.dn)
    .map((i) => [
      i.dn,
      undefined,
      true,
      i.id,
      i.name,
      i.userType,
      i.ext,
      undefined,
      i.userType,
      g.countryCode,
      g.nationalPrefix,
    ]);
  const free = (g.freeRanges ?? []).map((range) => [
    range,
    undefined,
    false,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    g.countryCode,
    g.nationalPrefix,
  ]);
  out.ask(
    'GroupDnGetAssignmentList',
    '18',
    echo,
    id,
    table(
      'dnTable',
      [
        'Phone Numbers',
        'Department',
        'Activated',
        'User Id',
        'Last Name',
        'First Name',
        'Extension',
        'Email Address',
        'User Type',
        'Country Code',
        'National Prefix',
      ],
      [...people, ...virtual, ...free],
    ),
  );
  out.ask(
    'GroupServiceGetAuthorizationList',
    '',
    echo,
    id,
    table(
      'servicePacksAuthorizationTable',
      ['Service Pack Name', 'Authorized', 'Assigned', 'Limited', 'Allocated', 'Allowed', 'Usage', 'Description'],
      p.packs.map((pack) => [
        ...[pack.name, true, false, 'Unlimited', 'Unlimited', 'Unlimited'],
        String(g.users.filter((user) => user.packs?.includes(pack.name)).length),
        pack.description,
      ]),
    ) +
      table(
        'groupServicesAuthorizationTable',
        [
          'Service Name',
          'Authorized',
          'Assigned',
          'Limited',
          'Quantity',
          'Usage',
          'Licensed',
          'Allowed',
          'Instance Count',
        ],
        (g.groupServices ?? []).map((name) => [
          name,
          true,
          true,
          'Unlimited',
          'Unlimited',
          '1',
          'Yes',
          'Unlimited',
          '1',
        ]),
      ) +
      table(
        'userServicesAuthorizationTable',
        [
          'Service Name',
          'Authorized',
          'Assigned',
          'Limited',
          'Quantity',
          'Usage',
          'Licensed',
          'Allowed',
          'User Assignable',
          'Group Service Assignable',
        ],
        p.singleServices.map((name) => [
          name,
          true,
          false,
          'Unlimited',
          'Unlimited',
          '0',
          'Yes',
          'Unlimited',
          true,
          true,
        ]),
      ),
  );
}

export function askDevices(out, p, g) {
  const id = { serviceProviderId: p.id, groupId: g.id };
  out.ask(
    'GroupAccessDeviceGetList',
    '',
    key(p.id, g.id),
    id,
    table(
      'accessDeviceTable',
      [
        'Device Name',
        'Device Type',
        'Available Ports',
        'Net Address',
        'MAC Address',
        'Status',
        'Version',
        'Access Device External Id',
      ],
      g.devices.map((d) => [
        d.name,
        d.type,
        d.ports ? d.ports - 1 : 'Unlimited',
        undefined,
        d.mac,
        d.status ?? 'Online',
        d.version,
        undefined,
      ]),
    ),
  );
  for (const d of g.devices) {
    const echo = key(p.id, g.id, d.name);
    const deviceId = { ...id, deviceName: d.name };
    if (d.error) {
      out.fail('GroupAccessDeviceGet', '18sp1', echo, deviceId, `[Error 4505] Device not found: ${d.name}`);
      continue;
    }
    out.ask(
      'GroupAccessDeviceGet',
      '18sp1',
      echo,
      deviceId,
      els({
        deviceType: d.type,
        protocol: 'SIP 2.0',
        macAddress: d.mac,
        serialNumber: d.serial,
        description: d.description,
        numberOfPorts: d.ports ? { quantity: d.ports } : { unlimited: true },
        numberOfAssignedPorts: 1,
        status: d.status ?? 'Online',
        configurationMode: 'Default',
        physicalLocation: d.location,
        transportProtocol: 'Unspecified',
        useCustomUserNamePassword: false,
        version: d.version,
      }),
    );
    if (d.lines) {
      out.ask(
        'GroupAccessDeviceGetUserList',
        '21sp1',
        echo,
        deviceId,
        table(
          'deviceUserTable',
          [
            'Line/Port',
            'Last Name',
            'First Name',
            'Phone Number',
            'User Id',
            'User Type',
            'Endpoint Type',
            'Order',
            'Primary Line/Port',
            'Extension',
            'Department',
            'Email Address',
            'Private Identity',
          ],
          d.lines.map((l, index) => [
            l.linePort,
            l.user.last,
            l.user.first,
            l.user.dn,
            l.user.id,
            'Normal',
            l.type,
            index + 1,
            l.type === 'Primary',
            l.user.ext,
            undefined,
            l.user.email,
            false,
          ]),
        ),
      );
    }
  }
}

export function askUser(out, p, g, u) {
  const echo = userKey(u.id);
  const id = { userId: u.id };
  const release = g.userRelease ?? '22';
  const endpoint = u.device && {
    accessDevice: { deviceLevel: 'Group', deviceName: u.device.name },
    linePort: u.linePort,
    staticRegistrationCapable: false,
    useDomain: true,
    supportVisualDeviceManagement: false,
  };
  const department =
    u.department === undefined
      ? ''
      : (p.departments ?? []).includes(u.department)
        ? `<department xsi:type="EnterpriseDepartmentKey">${els({ serviceProviderId: p.id, name: u.department })}</department>`
        : `<department xsi:type="GroupDepartmentKey">${els({ serviceProviderId: p.id, groupId: g.id, name: u.department })}</department>`;
  out.ask(
    'UserGet',
    release,
    echo,
    id,
    els({
      serviceProviderId: p.id,
      groupId: g.id,
      userId: release === '21' ? undefined : u.id,
      lastName: u.last,
      firstName: u.first,
      callingLineIdLastName: u.last,
      callingLineIdFirstName: u.first,
      hiraganaLastName: u.last,
      hiraganaFirstName: u.first,
      phoneNumber: nationalDigits(u.dn),
      extension: u.ext,
      callingLineIdPhoneNumber: u.clid,
    }) +
      department +
      els({
        departmentFullPath: u.department,
        language: g.language ?? 'English',
        timeZone: u.timeZone ?? g.timeZone,
        timeZoneDisplayName: g.timeZoneName,
        defaultAlias: u.id,
        accessDeviceEndpoint: endpoint || undefined,
        trunkAddressing: u.trunk ? {} : undefined,
        title: u.title,
        mobilePhoneNumber: u.mobile,
        emailAddress: u.email,
        addressLocation: u.floor,
        countryCode: g.countryCode,
        nationalPrefix: g.nationalPrefix,
      }),
  );
  const packs = u.packs ?? [];
  const single = u.services ?? [];
  out.ask(
    'UserServiceGetAssignmentList',
    '',
    echo,
    id,
    table(
      'servicePacksAssignmentTable',
      ['Service Pack Name', 'Assigned', 'Description'],
      p.packs.map((pack) => [pack.name, packs.includes(pack.name), pack.description]),
    ) +
      table(
        'userServicesAssignmentTable',
        ['Service Name', 'Assigned'],
        p.singleServices.map((name) => [name, single.includes(name)]),
      ),
  );
  const effective = new Set([
    ...p.packs.filter((pack) => packs.includes(pack.name)).flatMap((pack) => pack.services),
    ...single,
  ]);
  if (u.askEffective) {
    out.ask(
      'UserAssignedServicesGetList',
      '',
      echo,
      id,
      [...effective].map((name) => el('userServiceEntry', { serviceName: name, isActive: switchOf(u, name) })).join(''),
    );
  }
  askUserFeatures(out, u, effective, echo, id);
}

/** `isActive` of a service that has a switch; `undefined` for the others. */
function switchOf(u, service) {
  const forwarding = {
    'Call Forwarding Always': 'always',
    'Call Forwarding Busy': 'busy',
    'Call Forwarding No Answer': 'noAnswer',
    'Call Forwarding Not Reachable': 'notReachable',
  }[service];
  if (forwarding) return u.forwarding?.[forwarding]?.active ?? false;
  if (service === 'Voice Messaging User') return u.voicemail?.active ?? false;
  if (service === 'Do Not Disturb') return u.dnd ?? false;
  if (service === 'Call Waiting') return u.callWaiting ?? true;
  return undefined;
}

function askUserFeatures(out, u, effective, echo, id) {
  for (const [kind, service] of [
    ['always', 'Call Forwarding Always'],
    ['busy', 'Call Forwarding Busy'],
    ['noAnswer', 'Call Forwarding No Answer'],
    ['notReachable', 'Call Forwarding Not Reachable'],
  ]) {
    const [base, release] = CALL_FORWARDING[kind];
    if (u.failing === kind)
      out.fail(`${base}Get`, release, echo, id, '[Error 6004] Request validation failed: the user is being moved');
    else if (effective.has(service)) {
      const f = u.forwarding?.[kind] ?? {};
      out.ask(
        `${base}Get`,
        release,
        echo,
        id,
        els({
          isActive: f.active ?? false,
          forwardToPhoneNumber: f.to,
          ...(kind === 'always' ? { isRingSplashActive: f.splash ?? false } : {}),
          ...(kind === 'noAnswer' ? { numberOfRings: f.rings ?? 3 } : {}),
        }),
      );
    }
  }
  if (effective.has('Voice Messaging User')) {
    const v = u.voicemail ?? {};
    out.ask(
      'UserVoiceMessagingUserGetVoiceManagement',
      '23',
      echo,
      id,
      els({
        isActive: v.active ?? false,
        processing: v.processing ?? 'Unified Voice and Email Messaging',
        voiceMessageDeliveryEmailAddress: v.email && { emailAddress: v.email },
        usePhoneMessageWaitingIndicator: true,
        sendVoiceMessageNotifyEmail: v.notify !== undefined,
        voiceMessageNotifyEmailAddress: v.notify,
        sendCarbonCopyVoiceMessage: v.copy !== undefined,
        voiceMessageCarbonCopyEmailAddress: v.copy,
        transferOnZeroToPhoneNumber: v.zero !== undefined,
        transferPhoneNumber: v.zero,
        alwaysRedirectToVoiceMail: v.always ?? false,
        busyRedirectToVoiceMail: v.busy ?? true,
        noAnswerRedirectToVoiceMail: v.noAnswer ?? true,
        outOfPrimaryZoneRedirectToVoiceMail: false,
      }),
    );
  }
  if (effective.has('Do Not Disturb'))
    out.ask('UserDoNotDisturbGet', '', echo, id, els({ isActive: u.dnd ?? false, ringSplash: false }));
  if (effective.has('Call Waiting')) {
    out.ask(
      'UserCallWaitingGet',
      '17sp4',
      echo,
      id,
      els({ isActive: u.callWaiting ?? true, disableCallingLineIdDelivery: false }),
    );
  }
  if (u.shared) {
    out.ask(
      'UserSharedCallAppearanceGet',
      '16sp2',
      echo,
      id,
      els({
        alertAllAppearancesForClickToDialCalls: true,
        alertAllAppearancesForGroupPagingCalls: false,
        maxAppearances: 5,
        allowSCACallRetrieve: false,
        enableMultipleCallArrangement: true,
        multipleCallArrangementIsActive: true,
      }) +
        table(
          'endpointTable',
          [
            'Device Level',
            'Device Name',
            'Device Type',
            'Line/Port',
            'SIP Contact',
            'Port Number',
            'Device Support Visual Device Management',
            'Is Active',
            'Allow Origination',
            'Allow Termination',
            'Mac Address',
          ],
          u.shared.map((s) => [
            'Group',
            s.device.name,
            s.device.type,
            s.linePort,
            undefined,
            undefined,
            false,
            true,
            true,
            true,
            s.device.mac,
          ]),
        ) +
        els({ allowBridgingBetweenLocations: false, bridgeWarningTone: 'None', enableCallParkNotification: false }),
    );
  }
  for (const [field, base] of [
    ['speed8', 'UserSpeedDial8GetList'],
    ['speed100', 'UserSpeedDial100GetList'],
  ]) {
    if (!u[field]) continue;
    const entries = u[field].map(([speedCode, phoneNumber, description]) =>
      el('speedDialEntry', { speedCode, phoneNumber, description }),
    );
    const prefix = field === 'speed100' ? els({ prefix: '#' }) : '';
    out.ask(base, field === 'speed100' ? '17sp1' : '', echo, id, prefix + entries.join(''));
  }
  for (const extra of u.extra ?? [])
    out.ask(extra.base, extra.release ?? '', echo, { ...id, ...extra.part }, extra.content);
}

const profileOf = (g, i) => ({
  name: i.name,
  callingLineIdLastName: i.name,
  callingLineIdFirstName: i.name,
  hiraganaLastName: i.name,
  hiraganaFirstName: i.name,
  phoneNumber: nationalDigits(i.dn),
  extension: i.ext,
  countryCode: g.countryCode,
  nationalPrefix: g.nationalPrefix,
  language: g.language ?? 'English',
  timeZone: g.timeZone,
  timeZoneDisplayName: g.timeZoneName,
});
const AGENT_HEADINGS = [
  'User Id',
  'Last Name',
  'First Name',
  'Hiragana Last Name',
  'Hiragana First Name',
  'Weight',
  'Phone Number',
  'Extension',
  'Department',
  'Email Address',
];
const agentRow = (a) => [
  a.user.id,
  a.user.last,
  a.user.first,
  a.user.last,
  a.user.first,
  a.weight,
  a.user.dn,
  a.user.ext,
  a.user.department,
  a.user.email,
];

export function askInstances(out, p, g) {
  const id = { serviceProviderId: p.id, groupId: g.id };
  const echo = key(p.id, g.id);
  const all = g.instances ?? [];
  const of = (type) => all.filter((i) => i.userType === type);
  out.ask(
    'GroupHuntGroupGetInstanceList',
    '',
    echo,
    id,
    table(
      'huntGroupTable',
      ['Service User Id', 'Name', 'Phone Number', 'Extension', 'Department', 'Is Active', 'Policy'],
      of('Hunt Group').map((i) => [i.id, i.name, i.dn, i.ext, undefined, i.active ?? true, i.policy]),
    ),
  );
  out.ask(
    'GroupCallCenterGetInstanceList',
    '',
    echo,
    id,
    table(
      'callCenterTable',
      ['Service User Id', 'Name', 'Video', 'Phone Number', 'Extension', 'Department', 'Is Active', 'Policy', 'Type'],
      of('Call Center').map((i) => [i.id, i.name, false, i.dn, i.ext, undefined, i.active ?? true, i.policy, i.type]),
    ),
  );
  out.ask(
    'GroupAutoAttendantGetInstanceList',
    '',
    echo,
    id,
    table(
      'autoAttendantTable',
      ['Service User Id', 'Name', 'Video', 'Phone Number', 'Extension', 'Department', 'Is Active', 'Type'],
      of('Auto Attendant').map((i) => [i.id, i.name, false, i.dn, i.ext, undefined, i.active ?? true, i.type]),
    ),
  );
  // Asked only where there are any: a generated capture stays as it is.
  if (of('Group Paging').length > 0) {
    out.ask(
      'GroupGroupPagingGetInstanceList',
      '',
      echo,
      id,
      table(
        'groupPagingTable',
        ['Service User Id', 'Name', 'Phone Number', 'Extension', 'Department', 'Is Active'],
        of('Group Paging').map((i) => [i.id, i.name, i.dn, i.ext, undefined, i.active ?? true]),
      ),
    );
  }
  for (const i of all) askInstance(out, g, i);
}

function askInstance(out, g, i) {
  const echo = userKey(i.id);
  const id = { serviceUserId: i.id };
  const profile = el('serviceInstanceProfile', profileOf(g, i));
  if (i.userType === 'Hunt Group') {
    out.ask(
      'GroupHuntGroupGetInstance',
      '20',
      echo,
      id,
      profile +
        els({
          policy: i.policy,
          huntAfterNoAnswer: true,
          noAnswerNumberOfRings: i.rings ?? 5,
          forwardAfterTimeout: i.forwardTo !== undefined,
          forwardTimeoutSeconds: i.forwardTo === undefined ? 0 : 30,
          forwardToPhoneNumber: i.forwardTo,
        }) +
        table('agentUserTable', AGENT_HEADINGS, i.agents.map(agentRow)) +
        els({
          allowCallWaitingForAgents: false,
          useSystemHuntGroupCLIDSetting: true,
          includeHuntGroupNameInCLID: true,
          enableNotReachableForwarding: false,
          makeBusyWhenNotReachable: false,
          allowMembersToControlGroupBusy: false,
          enableGroupBusy: false,
          applyGroupBusyWhenTerminatingToAgent: false,
        }),
    );
  } else if (i.userType === 'Call Center') {
    out.ask(
      'GroupCallCenterGetInstance',
      '22',
      echo,
      id,
      profile +
        els({
          type: i.type,
          routingType: i.routingType,
          policy: i.policy,
          enableVideo: false,
          queueLength: i.queueLength ?? 10,
          allowCallerToDialEscapeDigit: false,
          escapeDigit: '0',
          resetCallStatisticsUponEntryInQueue: false,
          allowAgentLogoff: true,
          allowCallWaitingForAgents: false,
          externalPreferredAudioCodec: 'None',
          internalPreferredAudioCodec: 'None',
          playRingingWhenOfferingCall: true,
        }),
    );
    out.ask(
      'GroupCallCenterGetAgentList',
      '',
      echo,
      id,
      table(
        'agentTable',
        [...AGENT_HEADINGS, 'Skill Level'],
        i.agents.map((a) => [...agentRow(a), a.skill]),
      ),
    );
  } else if (i.userType === 'Group Paging') {
    out.ask(
      'GroupGroupPagingGetInstance',
      '19sp1',
      echo,
      id,
      profile +
        els({
          confirmationToneTimeoutSeconds: 2,
          deliverOriginatorCLIDInstead: i.showsOriginator,
          originatorCLIDPrefix: i.prefix,
        }),
    );
    const users = (name, list) =>
      table(
        name,
        ['User Id', 'Last Name', 'First Name'],
        list.map((u) => [u.id, u.last, u.first]),
      );
    out.ask('GroupGroupPagingGetTargetList', '', echo, id, users('targetTable', i.targets));
    out.ask('GroupGroupPagingGetOriginatorList', '', echo, id, users('originatorTable', i.originators));
  } else if (i.userType === 'Auto Attendant') {
    const menu = (m) => ({
      announcementSelection: 'Default',
      enableFirstMenuLevelExtensionDialing: m.extensionDialing ?? true,
      keyConfiguration: undefined,
      keys: undefined,
    });
    const menuElement = (name, m) =>
      `<${name}>${els(menu(m))}${m.keys
        .map((k) =>
          el('keyConfiguration', {
            key: k.key,
            entry: { description: k.description, action: k.action, phoneNumber: k.to },
          }),
        )
        .join('')}</${name}>`;
    out.ask(
      'GroupAutoAttendantGetInstance',
      '20',
      echo,
      id,
      profile +
        els({
          type: i.type,
          firstDigitTimeoutSeconds: 10,
          enableVideo: false,
          businessHours: i.businessHours && { type: 'Group', name: i.businessHours },
          extensionDialingScope: 'Enterprise',
          nameDialingScope: 'Group',
          nameDialingEntries: 'LastName + FirstName',
        }) +
        menuElement('businessHoursMenu', i.menu) +
        menuElement('afterHoursMenu', i.afterHours ?? i.menu),
    );
  }
}
