import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCommandShapes } from '../../src/broadworks/command-shapes.ts';
import { readCommandType } from '../../src/broadworks/command-type.ts';
import { READERS } from '../../src/broadworks/families/registry.ts';
import type { Fragment } from '../../src/broadworks/fragment.ts';
import { parseFragment } from '../../src/broadworks/fragment.ts';
import { withoutSecrets } from '../../src/broadworks/secrets.ts';
import { countSettings, isKeyElement } from '../../src/domain/settings.ts';
import { encodeBody } from '../../src/domain/stored-body.ts';

const name = fc.constantFrom(
  ...['userId', 'groupId', 'deviceName', 'isActive', 'alias', 'useCustomUserNamePassword', 'password', 'tagName'],
  ...['tagValue', 'keyConfiguration', 'key', 'userServiceEntry', 'serviceName', 'rows', 'headings', 'constructor'],
);
const piece = fc.constantFrom(
  ...[
    'x',
    '1',
    ' ',
    '\n',
    'é',
    '&amp;',
    '&lt;b>',
    '&#x141;',
    '"',
    '\\',
    '\t',
    'true',
    'false',
    '%PASSWORD%',
    '0012',
    '\r',
  ],
);
const value = fc.oneof(
  fc.constantFrom('', 'true', 'false', 'anna@example.test', 'Ann Lee'),
  fc.array(piece, { maxLength: 4 }).map((parts) => parts.join('')),
);
const heading = fc.constantFrom(
  'User Id',
  'Service Name',
  'Assigned',
  'Phone Numbers',
  'Group Id',
  'Password',
  'Tag Name',
  'Tag Value',
);

/** A command without its values: `?` stands for each of them. */
const { content } = fc.letrec<{ content: string; element: string; table: string; switches: string }>((tie) => ({
  content: fc.array(tie('element'), { maxLength: 5 }).map((list) => list.join('')),
  element: fc.oneof(
    { depthSize: 'small' },
    { weight: 4, arbitrary: name.map((tag) => `<${tag}>?</${tag}>`) },
    name.map((tag) => `<${tag}/>`),
    fc.tuple(name, tie('content')).map(([tag, inner]) => `<${tag}>${inner}</${tag}>`),
    fc.tuple(name, tie('content')).map(([tag, inner]) => `<${tag} xsi:type="Key">${inner}</${tag}>`),
    fc.tuple(name, tie('table')).map(([tag, inner]) => `<${tag}Table>${inner}</${tag}Table>`),
    tie('switches').map((inner) => `<userServicesAssignmentTable>${inner}</userServicesAssignmentTable>`),
  ),
  table: fc
    .tuple(fc.array(heading, { minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 3 }))
    .map(([headings, rows]) => {
      const head = headings.map((it) => `<colHeading>${it}</colHeading>`).join('');
      return head + `\n<row>${headings.map(() => '<col>?</col>').join('')}</row>`.repeat(rows);
    }),
  switches: fc.tuple(heading, fc.integer({ min: 7, max: 30 })).map(([first, count]) => {
    const rows = Array.from({ length: count }, (_, row) => `\n<row><col>S ${row}</col><col>?</col></row>`);
    return `<colHeading>${first}</colHeading><colHeading>Assigned</colHeading>${rows.join('')}`;
  }),
}));
const type = fc.constantFrom(
  'UserGetResponse22',
  'UserServiceGetAssignmentListResponse',
  'UserGetRequest22',
  'GroupAccessDeviceGetRequest',
);
const command = fc
  .tuple(
    type,
    value.filter((it) => !/[\r\n\t"<>\\]/.test(it) && it.trim() === it),
    content,
  )
  .map(([xsiType, echo, inner]) => `<command echo="${echo}" xsi:type="${xsiType}" xmlns="">${inner}</command>`);

/** Whatever holds the content of a fragment, as it would be stored. */
function stored({ xsiType, echo, kind, body, stored: form }: Fragment): unknown {
  const base = readCommandType(xsiType ?? '')?.base ?? '';
  if (base.endsWith('Request')) return { xsiType, echo, kind, body: withoutSecrets(body, false) };
  const patterns: string[] = [];
  const keys = Object.fromEntries(
    Object.entries(body).filter(
      ([key, [first, ...more]]) => isKeyElement(key) && typeof first === 'string' && first !== '' && more.length === 0,
    ),
  );
  if (form !== undefined) {
    return {
      xsiType,
      echo,
      kind,
      keys,
      json: form.json,
      settings: form.settings,
      patterns: form.patterns.map(({ id }) => id),
    };
  }
  const clean = withoutSecrets(body, false);
  const json = encodeBody(clean, ({ id }) => patterns.push(id));
  return { xsiType, echo, kind, keys, json, settings: countSettings(base, clean), patterns };
}

describe('commands read by their shape', () => {
  it('are what the parser makes of them, whatever their values', () => {
    let shaped = 0;
    let seen = 0;
    fc.assert(
      fc.property(
        command,
        fc.array(fc.array(value, { minLength: 40, maxLength: 40 }), { minLength: 3, maxLength: 5 }),
        (frame, sets) => {
          const shapes = createCommandShapes();
          for (const set of sets) {
            let next = 0;
            const xml = frame.replace(/\?/g, () => set[next++ % set.length] ?? '');
            const read = shapes.read(xml);
            seen += 1;
            if (read === undefined) continue;
            if (read.stored !== undefined) shaped += 1;
            expect(stored(read)).toEqual(stored(parseFragment(xml)));
          }
        },
      ),
      { numRuns: 2500 },
    );
    expect(seen).toBeGreaterThan(5000);
    expect(shaped).toBeGreaterThan(500);
  });

  it('say by their key elements alone whom they are about, in all releases', () => {
    const text = ['serviceProviderId', 'groupId', 'userId', 'serviceUserId', 'deviceName', 'servicePackName'];
    for (const reader of READERS) {
      if (reader.own === undefined) continue;
      const seen: string[] = [];
      const body = new Proxy(Object.fromEntries(text.map((key) => [key, ['x']])), {
        get(target, key: string) {
          seen.push(key);
          return target[key];
        },
      });
      reader.own(body);
      expect(
        seen.filter((key) => !isKeyElement(key)),
        reader.bases.join(' '),
      ).toEqual([]);
    }
  });
});
