import type { CodeSpace } from 'glass-easel-miniprogram-adapter';

type SystemBehavior = ReturnType<ReturnType<ReturnType<CodeSpace['behavior']>['definition']>['register']>;

/** The behaviors that WeChat itself provides: see "behaviors" in WeChat's developer documents. */
const DEFINITIONS: Record<string, Parameters<ReturnType<CodeSpace['behavior']>['definition']>[0]> = {
  'wx://form-field': { properties: { name: String, value: null } },
  'wx://form-field-group': {},
  'wx://form-field-button': {},
  'wx://component-export': {},
};

const known = new Map<string, SystemBehavior>();

/** The behavior of a `wx://` name, or undefined when WeChat's phone has no such. */
export function systemBehavior(name: string, space: CodeSpace): SystemBehavior | undefined {
  const definition = DEFINITIONS[name];
  if (definition === undefined) return undefined;
  const made = known.get(name) ?? space.behavior().definition(definition).register();
  known.set(name, made);
  return made;
}
