import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
}

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
const manifest = read('package.json') as Record<'dependencies' | 'devDependencies', Record<string, string>>;
const locked = Object.entries(read('package-lock.json').packages as Record<string, Locked>).filter(
  ([place]) => place !== '',
);

/** Licences that let a product be sold without giving its source away. */
const FREE =
  /^\(?(MIT|MIT-0|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0|CC0-1\.0|Unlicense|Python-2\.0)( (OR|AND) |\)?$)/;
/** Used while developing only, and never shipped: data of browsers, and a parser of styles. */
const DEVELOPMENT_ONLY = ['CC-BY-4.0', 'MPL-2.0'];
/** Parts of Tencent's own wx-server-sdk, whose manifests name no licence. */
const OF_THE_SDK = ['@cloudbase/signature-nodejs', '@cloudbase/wx-cloud-client-sdk'];

describe('packages of others', () => {
  test('are named by their exact version', () => {
    const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(wanted.length).toBeGreaterThan(20);
    expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test('come from the registry and nowhere else, and are what they were when they were chosen', () => {
    const installed = locked.filter(([, { optional }]) => !optional);
    expect(installed.length).toBeGreaterThan(300);
    const elsewhere = locked.filter(
      ([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'),
    );
    expect(elsewhere).toEqual([]);
    expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
  });

  test('have a licence under which the product may be sold', () => {
    const bound = locked.filter(([place, { license, dev, optional }]) => {
      if (license === undefined) return !(dev || optional || OF_THE_SDK.some((name) => place.endsWith(name)));
      return !(FREE.test(license) || (dev && DEVELOPMENT_ONLY.includes(license)));
    });
    expect(bound.map(([place, { license }]) => `${place}: ${license}`)).toEqual([]);
  });

  test('that are deployed are few: the SDK, dates, schemas, and what the SDK brings', () => {
    expect(Object.keys(manifest.dependencies).sort()).toMatchObject(
      expect.arrayContaining(['@sinclair/typebox', 'dayjs', 'wx-server-sdk']),
    );
    expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(8);
  });
});
