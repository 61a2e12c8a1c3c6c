import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** What WeChat would answer about an app: how large and how many its parts may be (MB). */
export const LIMITS = {
  MaxCodeSize: 2,
  MaxSubpackageSubCodeSize: 2,
  MaxSubpackageFullCodeSize: 30,
  NavigateMiniprogramLimit: 10,
  MaxSubPackageLimit: 100,
  MinTabbarCount: 2,
  MaxTabbarCount: 5,
  MaxTabbarIconSize: 40,
} as const;

/** The part of WeChat's miniprogram-ci that is used here; it is no dependency, since it brings a thousand packages. */
export interface Compiler {
  Project: new (options: {
    appid: string;
    type: 'miniProgram';
    projectPath: string;
    privateKey: string;
    ignores: string[];
  }) => { attr?: () => Promise<object> };
  packNpmManually(options: {
    packageJsonPath: string;
    miniprogramNpmDistDir: string;
  }): Promise<{ warnList: { msg: string }[] }>;
  getCompiledResult(options: {
    project: object;
    setting: { useProjectConfig: true };
  }): Promise<Record<string, string | Buffer>>;
}

/** The compiler that npx has put into the path. @throws Error when there is none */
export function findCompiler(): Compiler {
  const bin = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'miniprogram-ci'))
    .find((file) => existsSync(file));
  if (bin === undefined) throw new Error('miniprogram-ci is not in the path: use `npm run check:wechat`');
  return require(path.resolve(path.dirname(realpathSync(bin)), '..')) as Compiler;
}

/** Compiles the project as an upload would, without asking WeChat. @returns every file of the result */
export async function compile(
  compiler: Compiler,
  projectPath: string,
): Promise<Record<string, string | Buffer>> {
  const { appid }: { appid: string } = JSON.parse(
    readFileSync(path.join(projectPath, 'project.config.json'), 'utf8'),
  );
  const project = new compiler.Project({
    ...{ appid, projectPath, type: 'miniProgram', privateKey: 'none', ignores: [] },
  });
  project.attr = async () => ({
    ...{ platform: false, appType: 0, isSandbox: true, released: false, setting: LIMITS },
  });
  return compiler.getCompiledResult({ project, setting: { useProjectConfig: true } });
}
