/**
 * A `Date` that reads the clock of the local WeChat wherever the real one would read the machine's.
 *
 * Only `new Date()`, `Date()` and `Date.now()` differ; parsing, statics, `instanceof` and subclasses are those of
 * the real `Date`, because the proxy hands everything else through. Timers stay real.
 */
export function virtualDate(RealDate: DateConstructor, now: () => number): DateConstructor {
  const proxy = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
  // Libraries recognise dates by `value.constructor === Date`.
  Object.defineProperty(RealDate.prototype, 'constructor', {
    value: proxy,
    writable: true,
    configurable: true,
  });
  return proxy;
}
