const LENGTHS = [10, 30, 80, 200] as const;

const SHAPES: readonly (readonly [RegExp, (value: string) => string])[] = [
  [/^$/, () => 'empty'],
  [/^(?:true|false|yes|no)$/i, () => 'boolean'],
  [/^\d+$/, (value) => `digits(${value.length})`],
  [/^\+\d+$/, (value) => `+digits(${value.length - 1})`],
  [/^-?\d+[.,]\d+$/, () => 'decimal'],
  [/^[^\s@:]+@[^\s@]+$/, () => 'email'],
  [/^sips?:\S+$/i, () => 'sip uri'],
  [/^[a-z][a-z0-9+.-]*:\/\/\S+$/i, () => 'url'],
  [/^\d{4}-\d\d-\d\d$/, () => 'date'],
  [/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/, () => 'date and time'],
  [/^\d\d?:\d\d(?::\d\d)?$/, () => 'time'],
  [/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, () => 'uuid'],
  [/^(?:[0-9a-f]{12}|[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5})$/i, () => 'mac'],
  [/^\d{1,3}(?:\.\d{1,3}){3}$/, () => 'ip address'],
  [/^\+?[\d\s().-]+$/, () => 'digits with separators'],
];

/** What kind of value it is, so that an export can be described without showing anything of it. */
export function shapeOf(value: string): string {
  const text = value.trim();
  const found = SHAPES.find(([pattern]) => pattern.test(text));
  if (found !== undefined) return found[1](text);
  const length = [...text].length;
  const limit = LENGTHS.find((candidate) => length <= candidate);
  return limit === undefined ? `text(>${LENGTHS.at(-1)})` : `text(≤${limit})`;
}

/** A name that carries data, such as `<user_5551234>`, is not shown either. */
export function safeName(name: string): string {
  const local = name.slice(name.indexOf(':') + 1);
  return /\d{4}|@|^.{60}/.test(local) ? '*' : local;
}
