/** Made by serve/phone-bundle.ts: the templates of the built-ins, compiled. */
declare module 'phone:builtin-templates' {
  import type { template } from 'glass-easel';
  export const builtinTemplates: template.ProcGenGroupList;
}
