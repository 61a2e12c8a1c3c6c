import { spawnSync } from 'node:child_process';

/**
 * `npm run audit`: whether holes are known in the packages that are deployed. Asks the registry's advisories. A registry
 * that has none (a mirror) ends it with a word and without failing: a network is not a hole.
 */
const SEVERE = ['high', 'critical'];

interface Report {
  message?: string;
  vulnerabilities?: Record<string, { severity: string; via: unknown[]; fixAvailable: unknown }>;
}

function main(): void {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' });
  const report = parsed(stdout);
  if (report?.vulnerabilities === undefined) {
    process.stdout.write('packages: this registry has no advisories to ask; nothing was checked\n');
    return;
  }
  const known = Object.entries(report.vulnerabilities);
  const severe = known.filter(([, { severity }]) => SEVERE.includes(severity));
  for (const [name, { severity }] of known) process.stdout.write(`${severity}: ${name}\n`);
  process.stdout.write(`packages: ${known.length} with known holes, ${severe.length} of them severe\n`);
  if (severe.length > 0) process.exitCode = 1;
}

function parsed(text: string): Report | undefined {
  try {
    return JSON.parse(text) as Report;
  } catch {
    return undefined;
  }
}

main();
