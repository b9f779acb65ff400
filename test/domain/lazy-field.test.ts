import { describe, expect, it } from 'vitest';
import { lazyField } from '../../src/domain/lazy-field.ts';

describe('lazyField', () => {
  const give = lazyField<string>('why');

  it('is put together for each object when somebody asks, and goes along with a copy', () => {
    let made = 0;
    const [one, other] = [{ id: 1 }, { id: 2 }];
    for (const owner of [one, other])
      give(owner, () => {
        made += 1;
        return `because of ${owner.id}`;
      });

    expect(made).toBe(0);
    expect([one, other].map((owner) => ({ ...owner }))).toEqual([
      { id: 1, why: 'because of 1' },
      { id: 2, why: 'because of 2' },
    ]);
    expect(JSON.stringify(other)).toBe('{"id":2,"why":"because of 2"}');
    const getter = (owner: object) => Object.getOwnPropertyDescriptor(owner, 'why')?.get;
    expect(getter(one)).toBe(getter(other));
  });

  it('is never empty by accident: whoever inherits it was not given it', () => {
    const owner = {};
    give(owner, () => 'told');

    expect(() => Reflect.get(Object.create(owner), 'why')).toThrow('"why" was asked of an object');
  });
});
