/**
 * A field that is put together when somebody asks for it. All objects share one getter: with getters of their own, each
 * would be of a form of its own, at five times the memory.
 *
 * A spread reads the field; an object that inherits it does not have it, and says so rather than being empty.
 *
 * @returns gives an object the field
 */
export function lazyField<Value>(name: string): (owner: object, make: () => Value) => void {
  const makers = new WeakMap<object, () => Value>();
  const descriptor: PropertyDescriptor = {
    enumerable: true,
    configurable: true,
    get(this: object): Value {
      const make = makers.get(this);
      if (make === undefined) throw new TypeError(`"${name}" was asked of an object that was never given it`);
      return make();
    },
  };
  return (owner, make) => {
    makers.set(owner, make);
    Object.defineProperty(owner, name, descriptor);
  };
}
