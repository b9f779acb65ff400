/** One small customer in the forms that support consoles, SOAP clients and audit logs leave behind. */

const prolog = '<?xml version="1.0" encoding="ISO-8859-1"?>';
const capture = (...commands) =>
  `${prolog}\n<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><sessionId xmlns="">formats-session</sessionId>${commands.join('')}</BroadsoftDocument>`;
const command = (echo, type, content) => `<command echo="${echo}" xsi:type="${type}" xmlns="">${content}</command>`;
const table = (name, headings, ...rows) =>
  `<${name}>${headings.map((it) => `<colHeading>${it}</colHeading>`).join('')}${rows
    .map((row) => `<row>${row.map((it) => (it === '' ? '<col/>' : `<col>${it}</col>`)).join('')}</row>`)
    .join('')}</${name}>`;

const provider = command(
  '',
  'ServiceProviderGetListResponse',
  table(
    'serviceProviderTable',
    ['Service Provider Id', 'Service Provider Name', 'Is Enterprise'],
    ['lantern', 'Lantern &amp; Sons', 'true'],
  ),
);
const group = command(
  'lantern/leeds',
  'GroupGetResponse22V5',
  '<serviceProviderId>lantern</serviceProviderId><groupId>leeds</groupId><defaultDomain>lantern.example.test</defaultDomain><userLimit>10</userLimit><userCount>3</userCount><groupName>Leeds</groupName><timeZone>Europe/London</timeZone><address><addressLine1>1 Sample Row</addressLine1><city>Leeds</city><zipOrPostalCode>LS1 1AA</zipOrPostalCode><country>United Kingdom</country></address>',
);
const user = (id, last, first, extension) =>
  command(
    id,
    'UserGetResponse22',
    `<serviceProviderId>lantern</serviceProviderId><groupId>leeds</groupId><userId>${id}</userId><lastName>${last}</lastName><firstName>${first}</firstName><extension>${extension}</extension><language>English</language><timeZone>Europe/London</timeZone><countryCode>44</countryCode>`,
  );

const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const envelope = (content) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><ns1:processOCIMessageResponse xmlns:ns1="urn:com:broadsoft:webservice"><ns1:processOCIMessageReturn>${content}</ns1:processOCIMessageReturn></ns1:processOCIMessageResponse></soapenv:Body></soapenv:Envelope>\n`;

export const formatFiles = {
  'soap.log': [
    '2026-01-12 09:14:02,118 DEBUG http-in << 200 OK\n',
    envelope(escaped(capture(provider))),
    '2026-01-12 09:14:02,391 DEBUG http-in << 200 OK\n',
    envelope(`<![CDATA[${capture(group)}]]>`),
  ].join(''),
  'client-console.log': [
    'Connecting to ocs.lantern.example.test ... ok\n> send UserGetRequest22\nResponse:\n',
    capture(user('mary@lantern.example.test', 'Ó Briain', 'Máire', '0101')),
    '\n\nElapsed: 38 ms\n> quit\nBye\n',
  ].join(''),
  'PSLog2026.01.12-09.00.00.txt': [
    '2026.01.12 09:20:11:402 GMT | Info | Audit | admin@lantern.example.test | OCI-P response\n',
    capture(user('tom@lantern.example.test', 'Usher', 'Tom', '0102')).replaceAll('\n', ''),
    '\n2026.01.12 09:20:11:655 GMT | Info | Audit | response time < 300 ms & queue empty\n',
  ].join(''),
  'rewritten.xml': capture(user('una@lantern.example.test', 'Vance', 'Una', '0103'))
    .replace('encoding="ISO-8859-1"', 'encoding="UTF-8"')
    .replace('<BroadsoftDocument', '<ns0:BroadsoftDocument')
    .replace('</BroadsoftDocument', '</ns0:BroadsoftDocument')
    .replace('xmlns="C"', 'xmlns:ns0="C"')
    .replaceAll('xsi:type', 'i:type')
    .replace('xmlns:xsi', 'xmlns:i'),
};
