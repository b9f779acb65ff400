import { type FeatureCase, GROUP, readsFeatures, table } from './feature-cases.ts';

const PROVIDER = '<serviceProviderId>p</serviceProviderId>';
const name = (text: string): string => `<name>${text}</name>`;

const CASES: readonly FeatureCase[] = [
  {
    base: 'ServiceProviderCommunicationBarringProfileGetList',
    release: '',
    asked: PROVIDER,
    answered: table('profileTable', 'Default|Name|Description', 'true|Inland|', 'false|Nothing|none at all'),
    owner: 'serviceProvider p',
    feature: 'barringProfiles',
    data: {
      listed: [
        { name: 'Inland', isDefault: true },
        { name: 'Nothing', isDefault: false, description: 'none at all' },
      ],
    },
  },
  {
    base: 'ServiceProviderCommunicationBarringProfileGet',
    release: '19sp1V2',
    asked: `${PROVIDER}${name('Inland')}`,
    answered:
      '<originatingDefaultAction>Transfer</originatingDefaultAction><originatingDefaultTransferNumber>0</originatingDefaultTransferNumber><originatingRule><criteria>Abroad</criteria><action>Block</action><timeSchedule>Night</timeSchedule><priority>2.5</priority></originatingRule><originatingRule><digitPatternCriteria>Premium</digitPatternCriteria><action>Authorization Code</action><priority>1</priority></originatingRule><redirectingDefaultAction>Block</redirectingDefaultAction><callMeNowDefaultAction>Allow</callMeNowDefaultAction><incomingDefaultAction>Allow Timed</incomingDefaultAction><incomingDefaultCallTimeout>60</incomingDefaultCallTimeout><isDefault>true</isDefault>',
    owner: 'serviceProvider p',
    feature: 'barringProfileDetails',
    data: {
      parts: [
        {
          name: 'Inland',
          state: 'read',
          content: {
            isDefault: true,
            originating: {
              action: 'Transfer',
              transferNumber: '0',
              rules: [
                { position: 1, criteria: 'Abroad', action: 'Block', timeSchedule: 'Night', priority: '2.5' },
                { position: 2, digitPatternCriteria: 'Premium', action: 'Authorization Code', priority: '1' },
              ],
            },
            redirecting: { action: 'Block', rules: [] },
            incoming: { action: 'Allow Timed', callTimeoutSeconds: '60', rules: [] },
          },
        },
      ],
    },
  },
  {
    base: 'ServiceProviderCommunicationBarringDigitPatternCriteriaGetPatternList',
    release: '',
    asked: `${PROVIDER}${name('Premium')}`,
    answered: '<matchDigitPattern>0900X</matchDigitPattern><matchDigitPattern>0137</matchDigitPattern>',
    owner: 'serviceProvider p',
    feature: 'barringDigitPatterns',
    data: { parts: [{ name: 'Premium', state: 'read', content: { patterns: ['0900X', '0137'] } }] },
  },
  {
    base: 'ServiceProviderCommunicationBarringDigitPatternCriteriaGetList',
    release: '',
    asked: PROVIDER,
    answered: table('criteriaTable', 'Name|Description', 'Premium|'),
    owner: 'serviceProvider p',
    feature: 'barringPatternNames',
    data: { listed: [{ name: 'Premium' }] },
  },
  {
    base: 'ServiceProviderCommunicationBarringCriteriaGetAssignedList',
    release: '',
    asked: PROVIDER,
    answered: table('criteriaTable', 'Name|Description', 'Abroad|'),
    owner: 'serviceProvider p',
    feature: 'barringCriteriaNames',
    data: { listed: [{ name: 'Abroad' }] },
  },
  {
    base: 'SystemCommunicationBarringCriteriaGet',
    release: '19sp1',
    asked: name('Abroad'),
    answered:
      '<description>all of it</description><matchCallType>IN</matchCallType><matchLocalCategory>false</matchLocalCategory><matchInternationalCategory>true</matchInternationalCategory><matchNetworkCalls>true</matchNetworkCalls><timeSchedule>Night</timeSchedule>',
    owner: 'system system',
    feature: 'barringCriteria',
    data: {
      parts: [
        {
          name: 'Abroad',
          state: 'read',
          content: { matches: ['International', 'NetworkCalls'], further: ['matchCallType', 'timeSchedule'] },
        },
      ],
    },
  },
  {
    base: 'GroupCommunicationBarringProfileGetAssignedList',
    release: '',
    asked: GROUP,
    answered: '<profileName>Inland</profileName><profileName>Nothing</profileName>',
    owner: 'group p/g',
    feature: 'groupBarringProfiles',
    data: { listed: [{ name: 'Inland' }, { name: 'Nothing' }] },
  },
];

readsFeatures('profiles of communication barring are read from their responses', CASES);
