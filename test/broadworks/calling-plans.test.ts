import { type FeatureCase, GROUP, readsFeatures, table, USER } from './feature-cases.ts';

const LAB = `<departmentKey xsi:type="GroupDepartmentKey">${GROUP}<name>Lab</name></departmentKey>`;

const CASES: readonly FeatureCase[] = [
  {
    base: 'GroupOutgoingCallingPlanOriginatingGetList',
    release: '',
    asked: GROUP,
    answered: `<groupPermissions><group>Allow</group></groupPermissions><departmentPermissions>${LAB}<departmentName>Lab (g)</departmentName><permissions><group>Allow</group><international>Disallow</international></permissions></departmentPermissions>`,
    owner: 'group p/g',
    feature: 'groupCallingPlan',
    data: {
      permissions: { group: 'Allow' },
      departments: [{ name: 'Lab (g)', keyName: 'Lab', permissions: { group: 'Allow', international: 'Disallow' } }],
    },
  },
  {
    base: 'GroupOutgoingCallingPlanRedirectingGetList',
    release: '',
    asked: GROUP,
    answered: '<groupPermissions><group>true</group><casual>false</casual></groupPermissions>',
    owner: 'group p/g',
    feature: 'groupRedirectingPlan',
    data: { permissions: { group: 'true', casual: 'false' } },
  },
  {
    base: 'GroupIncomingCallingPlanGetList',
    release: '',
    asked: GROUP,
    answered: `<groupPermissions><allowFromWithinGroup>true</allowFromWithinGroup><allowFromOutsideGroup>Disallow</allowFromOutsideGroup><digitPatternPermission><digitPatternName>Cabs</digitPatternName><allow>true</allow></digitPatternPermission></groupPermissions><departmentPermissions>${LAB}<permissions><allowFromOutsideGroup>Allow</allowFromOutsideGroup></permissions></departmentPermissions>`,
    owner: 'group p/g',
    feature: 'groupIncomingPlan',
    data: {
      permissions: { allowFromWithinGroup: 'true', allowFromOutsideGroup: 'Disallow' },
      departments: [{ name: 'Lab', permissions: { allowFromOutsideGroup: 'Allow' } }],
    },
  },
  {
    base: 'GroupOutgoingCallingPlanRedirectedGetList',
    release: '',
    asked: GROUP,
    answered: '<groupPermissions><outsideGroup>true</outsideGroup></groupPermissions>',
    owner: 'group p/g',
    feature: 'groupRedirectedPlan',
    data: { permissions: { outsideGroup: 'true' } },
  },
  {
    base: 'GroupOutgoingCallingPlanDigitPlanRedirectingGetList',
    release: '',
    asked: GROUP,
    answered: `<groupPermissions><digitPatternPermissions><digitPatternName>0900</digitPatternName><permission>false</permission></digitPatternPermissions><digitPatternPermissions><digitPatternName>Cabs</digitPatternName><permission>true</permission></digitPatternPermissions></groupPermissions><departmentPermissions>${LAB}<digitPatternPermissions><digitPatternPermissions><digitPatternName>0900</digitPatternName><permission>true</permission></digitPatternPermissions></digitPatternPermissions></departmentPermissions>`,
    owner: 'group p/g',
    feature: 'groupRedirectingDigitPlan',
    data: {
      permissions: { '0900': 'false', Cabs: 'true' },
      patternNames: ['0900', 'Cabs'],
      departments: [{ name: 'Lab', permissions: { '0900': 'true' } }],
    },
  },
  {
    base: 'GroupCallingPlanGetDigitPatternList',
    release: '',
    asked: GROUP,
    answered: table('digitPatternTable', 'Name|Digit Pattern', '0900|0900*'),
    owner: 'group p/g',
    feature: 'groupDigitPatterns',
    data: { patterns: [{ name: '0900', pattern: '0900*' }] },
  },
  {
    base: 'GroupOutgoingCallingPlanPinholeDigitPatternGetList',
    release: '',
    asked: GROUP,
    answered: table('digitPatternTable', 'Name|Digit Pattern', 'Cabs|0800XXXX'),
    owner: 'group p/g',
    feature: 'groupPinholePatterns',
    data: { patterns: [{ name: 'Cabs', pattern: '0800XXXX' }] },
  },
  {
    base: 'GroupOutgoingCallingPlanTransferNumbersGetList',
    release: '',
    asked: GROUP,
    answered: `<groupNumbers><phoneNumber01>0100</phoneNumber01><phoneNumber03>0300</phoneNumber03></groupNumbers><departmentNumbers>${LAB}<departmentName>Lab</departmentName><transferNumbers><phoneNumber02>0200</phoneNumber02></transferNumbers></departmentNumbers>`,
    owner: 'group p/g',
    feature: 'groupTransferNumbers',
    data: { numbers: { '01': '0100', '03': '0300' }, departments: [{ name: 'Lab', numbers: { '02': '0200' } }] },
  },
  {
    base: 'GroupOutgoingCallingPlanAuthorizationCodeGetList',
    release: '',
    asked: GROUP,
    answered: `<groupCodeList><codeEntry><code>4711</code><description>Lab</description></codeEntry><codeEntry><code>4712</code></codeEntry></groupCodeList><departmentCodeList>${LAB}<departmentName>Lab</departmentName><codeEntry><code>4713</code></codeEntry></departmentCodeList>`,
    owner: 'group p/g',
    feature: 'groupAccessCodes',
    data: { codes: [{ description: 'Lab' }, {}], departments: [{ name: 'Lab', codes: [{}] }] },
  },
  {
    base: 'UserOutgoingCallingPlanAuthorizationCodeGetList',
    release: '',
    asked: USER,
    answered: '<codeEntry><code>0815</code><description>Own</description></codeEntry>',
    owner: 'user anna@example.test',
    feature: 'accessCodes',
    data: { codes: [{ description: 'Own' }] },
  },
  {
    base: 'UserOutgoingCallingPlanRedirectedGet',
    release: '',
    asked: USER,
    answered:
      '<useCustomSettings>true</useCustomSettings><userPermissions><outsideGroup>false</outsideGroup></userPermissions>',
    owner: 'user anna@example.test',
    feature: 'redirectedCallingPlan',
    data: { useCustomSettings: true, permissions: { outsideGroup: 'false' } },
  },
  {
    base: 'UserOutgoingCallingPlanTransferNumbersGet',
    release: '',
    asked: USER,
    answered:
      '<useCustomSettings>false</useCustomSettings><userNumbers><phoneNumber01>0100</phoneNumber01></userNumbers>',
    owner: 'user anna@example.test',
    feature: 'transferNumbers',
    data: { useCustomSettings: false, numbers: { '01': '0100' } },
  },
];

readsFeatures('calling plans are read from their responses', CASES);
