import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { TmplGroup } from 'glass-easel-template-compiler';
import { BUILTIN_TEMPLATES } from '../builtins/templates';

const PHONE_DIR = path.join(__dirname, '..');

/** The scripts of the phone itself, which do not depend on any Mini Program. */
export type PhoneScript = 'runtime/main' | 'shell/workbench';

/** One of the phone's own scripts and its source map. */
export interface PhoneBundle {
  readonly code: string;
  readonly map: string;
}

/** Bundles one of the phone's own scripts. */
export async function bundlePhoneScript(script: PhoneScript): Promise<PhoneBundle> {
  const result = await build({
    entryPoints: [path.join(PHONE_DIR, `${script}.ts`)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: 'external',
    outfile: 'phone.js',
    loader: { '.css': 'text' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
    plugins: [builtinTemplates()],
  });
  const text = (end: string): string =>
    result.outputFiles.find((file) => file.path.endsWith(end))?.text ?? '';
  return { code: text('.js'), map: text('.map') };
}

/** Compiles the templates of the built-ins into a module. @throws Error when one does not compile. */
function builtinTemplates(): Plugin {
  return {
    name: 'phone-builtin-templates',
    setup(build) {
      build.onResolve({ filter: /^phone:builtin-templates$/ }, ({ path: name }) => ({
        path: name,
        namespace: 'phone',
      }));
      build.onLoad({ filter: /.*/, namespace: 'phone' }, () => {
        const group = new TmplGroup();
        for (const [tag, template] of Object.entries(BUILTIN_TEMPLATES)) {
          const found: unknown = group.addTmpl(`builtin/${tag}`, template);
          if (Array.isArray(found) && found.length > 0)
            throw new Error(`${tag}: ${JSON.stringify(found[0])}`);
        }
        return {
          contents: `export const builtinTemplates = ${group.getTmplGenObjectGroups()}`,
          loader: 'js',
        };
      });
    },
  };
}
