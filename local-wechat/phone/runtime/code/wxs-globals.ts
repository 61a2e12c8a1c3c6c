/**
 * Gives compiled WXS the few names it has beyond JavaScript. `.__wxsConstructor` is what build/wxs.ts makes
 * of `.constructor`, which in WXS is a name: 'Array', 'Object', 'Number' …
 */
export function installWxsGlobals(scope: object): void {
  Object.defineProperty(Object.prototype, '__wxsConstructor', {
    configurable: true,
    get(this: unknown) {
      return Object.prototype.toString.call(this).slice('[object '.length, -1);
    },
  });
  Object.assign(scope, {
    getRegExp: (pattern: string, flags?: string) => new RegExp(pattern, flags),
    getDate: (...parts: ConstructorParameters<DateConstructor>) => new Date(...parts),
  });
}
