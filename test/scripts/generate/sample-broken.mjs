/** Captures that are refused, or read with orphans: each shows one way in which a capture goes wrong. */

const head = '<?xml version="1.0" encoding="ISO-8859-1"?>\n';
const open = '<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n';
const session = '<sessionId xmlns="">broken-session</sessionId>\n';
const close = '</BroadsoftDocument>\n';
const command = (type, content, echo = '') =>
  `<command echo="${echo}" xsi:type="${type}" xmlns="">${content}</command>\n`;
const capture = (...commands) => head + open + session + commands.join('') + close;
const forwarding = (to) =>
  command(
    'UserCallForwardingAlwaysGetResponse',
    `<isActive>true</isActive><forwardToPhoneNumber>${to}</forwardToPhoneNumber><isRingSplashActive>false</isRingSplashActive>`,
  );
const table =
  '<serviceProviderTable><colHeading>Service Provider Id</colHeading><colHeading>Service Provider Name</colHeading><colHeading>Is Enterprise</colHeading><row><col>marlow</col><col>Marlow Ltd</col><col>true</col></row></serviceProviderTable>';

export const brokenFiles = {
  'empty.xml': '',
  'not-xml.txt': 'shoe size;last name;first name\nanna@example.test;Ng;Anna\n',
  'truncated.xml': capture(command('ServiceProviderGetListResponse', table), forwarding('2405550111')).slice(0, -190),
  'mismatched.xml': capture(command('UserDoNotDisturbGetResponse', '<isActive>true</ringSplash>')),
  'doctype.xml': `${head}<!DOCTYPE BroadsoftDocument [<!ENTITY who SYSTEM "file:///etc/hostname">]>\n${open}${session}${command('UserDoNotDisturbGetResponse', '<isActive>&who;</isActive>')}${close}`,
  'requests-only.xml': capture(
    command('UserGetRequest22', '<userId>anna@example.test</userId>'),
    command('UserCallForwardingAlwaysGetRequest', '<userId>anna@example.test</userId>'),
  ),
  'orphans.xml': capture(
    command('ServiceProviderGetListResponse', table),
    forwarding('2405550111'),
    forwarding('2405550112'),
  ),
  'network-server.xml': capture(command('NSHostGetResponse', '<hostName>ns1</hostName>')).replace('"OCI"', '"NSOCI"'),
  'reporting-feed.xml': `${head}<BroadsoftOCIReportingDocument protocol="OCIReporting" xmlns="C">\n<command><id>1</id><userId>admin</userId><request><![CDATA[<UserModifyRequest22/>]]></request></command>\n</BroadsoftOCIReportingDocument>\n`,
  'soap-envelope.xml': `<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><soapenv:Fault><faultcode>soapenv:Server</faultcode><faultstring>Session expired</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope>\n`,
  'nested-export.xml':
    '<?xml version="1.0" encoding="UTF-8"?>\n<customer id="marlow"><site id="hq"><person id="anna@example.test"/></site></customer>\n',
  'quarantined-command.xml': capture(
    command('ServiceProviderGetListResponse', table),
    command('UserDoNotDisturbGetResponse', '<__proto__>true</__proto__>'),
  ),
};
