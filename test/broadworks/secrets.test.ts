import { describe, expect, it } from 'vitest';
import { parseFragment } from '../../src/broadworks/fragment.ts';
import { isSecret, withoutSecrets } from '../../src/broadworks/secrets.ts';

const cleaned = (content: string, error = false): string =>
  JSON.stringify(withoutSecrets(parseFragment(`<command echo="" xsi:type="X">${content}</command>`).body, error));

describe('isSecret', () => {
  it.each([
    'password',
    'userPassword',
    'Authentication Password',
    'encryptedPassword2',
    'passwordHash',
    'newPasscode',
    'voicePortalPasscode1',
    'pin',
    'conferencePIN',
    'moderatorPin',
    'loginToken',
    'credentials',
    'accessDeviceCredential',
    'authorizationCode',
    'accountCode',
    'activation code',
    'privateKey',
    'Private Key',
    'apiKey',
    'sharedSecret',
    'nonce',
  ])('drops %s', (name) => {
    expect(isSecret(name, '4711')).toBe(true);
  });

  it.each([
    'userName',
    'shipping',
    'shippingPin',
    'shippingAddress',
    'passwordExpiresDays',
    'passcodeRules',
    'Access Code',
    'countryCode',
    'zipOrPostalCode',
    'announce',
    'departmentKey',
    'tokenCount',
    'opinion',
  ])('keeps %s', (name) => {
    expect(isSecret(name, '4711')).toBe(false);
  });

  it('keeps switches', () => {
    expect(isSecret('useCustomUserNamePassword', 'true')).toBe(false);
  });
});

describe('withoutSecrets', () => {
  it.each([
    [
      'UserOutgoingCallingPlanAuthorizationCodeGetListResponse',
      '<codeEntry><code>S1</code><description>Boss</description></codeEntry><codeEntry><code>S2</code></codeEntry>',
      '{"codeEntry":[{"description":["Boss"]},{}]}',
    ],
    [
      'GroupOutgoingCallingPlanAuthorizationCodeGetListResponse',
      '<groupCodeList><codeEntry><code>S1</code></codeEntry></groupCodeList>',
      '{"groupCodeList":[{"codeEntry":[{}]}]}',
    ],
    [
      'UserCommunicationBarringAuthorizationCodeGetListResponse',
      '<code><code>S1</code><description>Boss</description></code>',
      '{"code":[{"description":["Boss"]}]}',
    ],
    ['UserOutgoingCallingPlanSustainedAuthorizationCodeGetResponse', '<code>S1</code>', '{}'],
    ['UserCallCenterGetResponse', '<code>keep</code>', '{"code":["keep"]}'],
  ])('drops the codes of %s that people dial to be allowed a call', (type, content, kept) => {
    const { body } = parseFragment(`<command echo="" xsi:type="${type}">${content}</command>`);

    expect(JSON.stringify(withoutSecrets(body, false, type))).toBe(kept);
  });

  it('drops all below a secret element', () => {
    expect(cleaned('<accessDeviceCredential><userName>a</userName><value>S1</value></accessDeviceCredential>')).toBe(
      '{}',
    );
    expect(cleaned('<a><password xsi:nil="false"><value>S1</value></password><b>1</b></a>')).toBe(
      '{"a":[{"b":["1"]}]}',
    );
  });

  it('drops the value of a device tag whose name is secret, in a table and in elements', () => {
    const table =
      '<t><colHeading>Tag Name</colHeading><colHeading>Tag Value</colHeading><row><col>%ADMIN_PASSWORD_1%</col><col>S1</col></row><row><col>%PASSWORD_LINE1%</col><col>S2</col></row><row><col>%TIMEZONE%</col><col>CET</col></row></t>';

    expect(cleaned(table)).toBe(
      '{"t":[{"headings":["Tag Name","Tag Value"],"rows":[["%ADMIN_PASSWORD_1%",""],["%PASSWORD_LINE1%",""],["%TIMEZONE%","CET"]]}]}',
    );
    expect(
      cleaned(
        '<tagName>%SIP_PASSWORD%</tagName><tagValue>S1</tagValue><tagName>%LANGUAGE%</tagName><tagValue>de</tagValue>',
      ),
    ).toBe('{"tagName":["%SIP_PASSWORD%","%LANGUAGE%"],"tagValue":["de"]}');
  });

  it('drops texts that hold XML with a secret, and keeps other text', () => {
    expect(cleaned('<x><![CDATA[<command><c:password a="1">S1</c:password></command>]]></x><y>a &lt;b> c</y>')).toBe(
      '{"y":["a <b> c"]}',
    );
  });

  it('drops the details of an error alone', () => {
    expect(cleaned('<summary>no</summary><detail>x</detail>', true)).toBe('{"summary":["no"]}');
    expect(cleaned('<detail>x</detail>')).toBe('{"detail":["x"]}');
  });
});
