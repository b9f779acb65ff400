import { isObject, type Json, type JsonObject, objectAt } from './json.ts';

interface Mend {
  readonly file: 'webex-wholesale.openapi.json' | 'webex-calling.openapi.json';
  /** What is wrong upstream, and how we know. */
  readonly defect: string;
  apply(document: JsonObject): void;
}

const CALLING = 'webex-calling.openapi.json';
const WHOLESALE = 'webex-wholesale.openapi.json';
const LOCATION = '/telephony/config/locations/{locationId}';

/** Known defects of the published documents, mended in memory. The first group is listed beside the documents. */
export const MENDS: readonly Mend[] = [
  {
    file: WHOLESALE,
    defect: 'precheck `info` is typed as an object, the example shows an array: both are accepted',
    apply(document) {
      for (const path of ['/wholesale/customers/validate', '/wholesale/subscribers/validate']) {
        const properties = propertiesOf(document, responseSchema(document, path, 'post', '200'));
        const info = properties.info ?? {};
        properties.info = { anyOf: [info, { type: 'array', items: info }] };
      }
    },
  },
  {
    file: CALLING,
    defect: 'locations carry the schema of another resource',
    apply(document) {
      const location = {
        type: 'object',
        required: ['id', 'name', 'orgId'],
        properties: {
          id: { type: 'string' },
          name: { type: 'string' },
          orgId: { type: 'string' },
          timeZone: { type: 'string' },
          preferredLanguage: { type: 'string' },
          address: {
            type: 'object',
            properties: Object.fromEntries(
              ['address1', 'address2', 'city', 'state', 'postalCode', 'country'].map((name) => [
                name,
                { type: 'string' },
              ]),
            ),
          },
        },
      };
      setResponse(document, '/locations', {
        type: 'object',
        properties: { items: { type: 'array', items: location } },
      });
      setResponse(document, '/locations/{locationId}', location);
    },
  },
  {
    file: CALLING,
    defect: '`keyConfigurations` is typed as one object and is an array in practice',
    apply(document) {
      eachSchema(document, (properties) => {
        const keys = properties.keyConfigurations;
        if (isObject(keys) && keys.type !== 'array') properties.keyConfigurations = { type: 'array', items: keys };
      });
    },
  },
  {
    file: CALLING,
    defect: 'property names with a default glued on, such as "callOfferToneEnabled `true`"',
    apply(document) {
      eachSchema(document, (properties) => {
        for (const [name, field] of Object.entries(properties)) {
          if (!name.includes(' `')) continue;
          properties[name.slice(0, name.indexOf(' `'))] = field;
          delete properties[name];
        }
      });
    },
  },
  {
    file: CALLING,
    defect: 'marked as required though create calls work without: `routingType`, `newName`, `sharedLineIndex`',
    apply: (document) => dropRequired(document, ['routingType', 'newName', 'sharedLineIndex']),
  },
  {
    file: CALLING,
    defect: '`hotlineDestination` of a device member is required though a line without a hotline has none',
    apply: (document) => dropRequired(document, ['hotlineDestination']),
  },
  {
    file: CALLING,
    defect:
      'nothing in the schema of a voice portal takes its number or extension away; clients that write back what they read send null',
    apply(document) {
      const path = `${LOCATION}/voicePortal`;
      const body = objectAt(document, 'paths', path, 'put', 'requestBody', 'content', 'application/json');
      const properties = propertiesOf(document, body.schema);
      for (const name of ['phoneNumber', 'extension']) {
        properties[name] = { ...objectOf(properties[name]), nullable: true };
      }
    },
  },
  {
    file: CALLING,
    defect: 'extension and passcode of a voicemail group are typed as numbers: digits with leading zeros are text',
    apply(document) {
      const list = `${LOCATION}/voicemailGroups`;
      const bodyOf = (path: string, method: string) =>
        objectAt(document, 'paths', path, method, 'requestBody', 'content', 'application/json').schema;
      for (const schema of [
        bodyOf(list, 'post'),
        bodyOf(`${list}/{voicemailGroupId}`, 'put'),
        responseSchema(document, `${list}/{voicemailGroupId}`, 'get', '200'),
      ]) {
        const properties = propertiesOf(document, schema);
        for (const name of ['extension', 'passcode']) if (name in properties) properties[name] = { type: 'string' };
        propertiesOf(document, properties.faxMessage).extension = { type: 'string' };
      }
    },
  },
  // Found here, each while the contract contradicts itself or another answer.
  {
    file: CALLING,
    defect: '`locationId` of the list of announcements is one of two words or one single id: the id is an example',
    apply(document) {
      const { parameters } = objectAt(document, 'paths', '/telephony/config/announcements', 'get');
      for (const each of Array.isArray(parameters) ? parameters : []) {
        if (!isObject(each) || each.name !== 'locationId') continue;
        const { enum: _words, ...schema } = objectAt(each, 'schema');
        each.schema = schema;
      }
    },
  },
  {
    file: CALLING,
    defect:
      'the caller ID of an agent takes no `orgId`, though the list to choose it from does, and its fields are texts that are described as "when not null"',
    apply(document) {
      const agent = '/telephony/config/{owners}/{id}/agent';
      for (const [owners, id] of [
        ['people', 'personId'],
        ['virtualLines', 'virtualLineId'],
      ] as const) {
        const base = agent.replace('{owners}', owners).replace('{id}', `{${id}}`);
        const list = objectAt(document, 'paths', `${base}/availableCallerIds`, 'get').parameters;
        const path = `${base}/callerId`;
        for (const method of ['get', 'put']) objectAt(document, 'paths', path, method).parameters = list ?? [];
        const seen = propertiesOf(document, responseSchema(document, path, 'get', '200'));
        const chosen = propertiesOf(document, seen.selectedCallerId);
        for (const name of Object.keys(chosen)) chosen[name] = { type: 'string', nullable: true };
        const body = objectAt(document, 'paths', path, 'put', 'requestBody', 'content', 'application/json');
        propertiesOf(document, body.schema).selectedCallerId = { type: 'string', nullable: true };
      }
    },
  },
  {
    file: CALLING,
    defect: '`locationMemberId` is required, but its own description says only for LOCATION_MEMBER_NUMBER',
    apply: (document) => dropRequired(document, ['locationMemberId']),
  },
  {
    file: CALLING,
    defect:
      'location details demand what a location need not have: a trunk connection, a main number, a prefix, a dial digit',
    apply(document) {
      const details = schemaOf(document, responseSchema(document, LOCATION, 'get', '200'));
      withoutRequired(details, ['connection', 'routingPrefix', 'outsideDialDigit']);
      withoutRequired(schemaOf(document, objectOf(details.properties).callingLineId), ['phoneNumber']);
      const list = propertiesOf(document, responseSchema(document, '/telephony/config/locations', 'get', '200'));
      const entry = schemaOf(document, objectOf(schemaOf(document, list.locations)).items);
      withoutRequired(schemaOf(document, objectOf(entry.properties).callingLineId), ['phoneNumber']);
    },
  },
  {
    file: CALLING,
    defect: '`monitoredElements` of a Webex workspace is typed as one object and is an array in practice',
    apply(document) {
      const path = '/workspaces/{workspaceId}/features/monitoring';
      const properties = propertiesOf(document, responseSchema(document, path, 'get', '200'));
      properties.monitoredElements = { type: 'array', items: properties.monitoredElements ?? {} };
      // A person has an e-mail address, a place has none, and either is the one or the other.
      const element = schemaOf(document, objectOf(properties.monitoredElements).items);
      withoutRequired(schemaOf(document, objectOf(element.properties).member), ['email']);
      withoutRequired(element, ['member', 'callparkextension']);
    },
  },
  {
    file: CALLING,
    defect:
      'single number reach names no `orgId`, unlike all its siblings: without it a partner asks in its own organisation',
    apply(document) {
      const base = '/telephony/config/people/{personId}/singleNumberReach';
      const orgId = { name: 'orgId', in: 'query', schema: { type: 'string' } };
      for (const [path, methods] of [
        [base, ['get', 'put']],
        [`${base}/numbers`, ['post']],
        [`${base}/numbers/{id}`, ['put', 'delete']],
      ] as const) {
        for (const method of methods) {
          const operation = objectAt(document, 'paths', path, method);
          const { parameters } = operation;
          operation.parameters = [...(Array.isArray(parameters) ? parameters : []), orgId];
        }
      }
    },
  },
];

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The schema itself, its `$ref` followed once, so that a mend changes the shared component. */
function schemaOf(document: JsonObject, schema: Json | undefined): JsonObject {
  const found = objectOf(schema);
  const ref = found.$ref;
  return typeof ref === 'string' ? objectAt(document, ...ref.replace(/^#\//, '').split('/')) : found;
}

function propertiesOf(document: JsonObject, schema: Json | undefined): JsonObject {
  return objectOf(schemaOf(document, schema).properties);
}

function media(document: JsonObject, path: string, method: string, status: string): JsonObject {
  return objectAt(document, 'paths', path, method, 'responses', status, 'content', 'application/json');
}

function responseSchema(document: JsonObject, path: string, method: string, status: string): Json | undefined {
  return media(document, path, method, status).schema;
}

function setResponse(document: JsonObject, path: string, schema: Json): void {
  media(document, path, 'get', '200').schema = schema;
}

/** Visits the `properties` of every schema of the document, nested ones included. */
function eachSchema(document: Json, visit: (properties: JsonObject, schema: JsonObject) => void): void {
  if (Array.isArray(document)) {
    for (const item of document) eachSchema(item, visit);
    return;
  }
  if (!isObject(document)) return;
  const { properties } = document;
  if (isObject(properties)) visit(properties, document);
  for (const value of Object.values(document)) eachSchema(value, visit);
}

function dropRequired(document: JsonObject, names: readonly string[]): void {
  eachSchema(document, (_properties, schema) => withoutRequired(schema, names));
}

function withoutRequired(schema: JsonObject, names: readonly string[]): void {
  const { required } = schema;
  if (Array.isArray(required)) schema.required = required.filter((name) => !names.includes(String(name)));
}
