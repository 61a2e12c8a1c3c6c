import { ControlError } from '../control/control-error';
import type { LocalDb } from '../local-db';
import { DATABASE_PRESETS, type DatabaseSettings } from './database';

/** What the public documents of the cloud leave open, so that a program can be tried under every answer. */
export interface CloudSwitches extends DatabaseSettings {
  /** The most that one write of a Mini Program's own may carry. */
  mostClientWriteBytes: number;
  /** Whether a call from the Mini Program has `event.userInfo {appId, openId}`, as the platform once added. */
  eventUserInfo: 'absent' | 'present';
}

type Rule = { says: string } & (
  | { values: readonly string[]; preset: string }
  | { least: number; most: number; preset: number }
);

const MEGABYTE = 1024 * 1024;

/** Every switch with its range, its preset and one sentence. */
export const CLOUD_SWITCHES = {
  transactionLifeMs: {
    ...{ least: 10, most: 600_000, preset: DATABASE_PRESETS.transactionLifeMs },
    says: 'How long a transaction may stay open, real ms. The cloud gives 30 s; a crashed instance keeps its locks so long.',
  },
  duplicateKeyCode: {
    values: ['DATABASE_REQUEST_FAILED', 'DATABASE_DUPLICATE_WRITE'],
    preset: DATABASE_PRESETS.duplicateKeyCode,
    says: 'Code of a value that a unique index holds already: the one seen in practice, or the documented one.',
  },
  updatedCounts: {
    values: ['changed', 'matched'],
    preset: DATABASE_PRESETS.updatedCounts,
    says: 'What stats.updated counts: documents that really changed, or all that matched.',
  },
  mostWriteBytes: {
    ...{ least: 1024, most: 16 * MEGABYTE, preset: DATABASE_PRESETS.mostWriteBytes },
    says: 'The most that one add, set or update of a function may carry. No official figure; 5 MB is told.',
  },
  mostClientWriteBytes: {
    ...{ least: 1024, most: 16 * MEGABYTE, preset: 512 * 1024 },
    says: 'The same for a Mini Program. No official figure; 512 KB is told.',
  },
  eventUserInfo: {
    values: ['absent', 'present'],
    preset: 'absent',
    says: 'Whether a call from the Mini Program has event.userInfo, as the platform once added.',
  },
} as const satisfies Record<keyof CloudSwitches, Rule>;

function isSwitch(name: string): name is keyof CloudSwitches {
  return Object.hasOwn(CLOUD_SWITCHES, name);
}

function fits(rule: Rule, value: unknown): boolean {
  if ('values' in rule) return rule.values.some((choice) => choice === value);
  return typeof value === 'number' && value >= rule.least && value <= rule.most;
}

/** The switches of one local cloud, kept in its data folder. */
export class CloudSwitchBoard {
  /** Always the same object, so that parts may hold it. */
  readonly now: CloudSwitches;

  /** `first` goes before what was kept. */
  constructor(
    private readonly db: LocalDb,
    first: Partial<CloudSwitches> = {},
  ) {
    db.exec('CREATE TABLE IF NOT EXISTS cloud_switch (name TEXT PRIMARY KEY, value TEXT NOT NULL)');
    const presets = Object.entries(CLOUD_SWITCHES).map(([name, { preset }]) => [name, preset]);
    this.now = Object.fromEntries(presets) as CloudSwitches;
    const kept = db.prepare('SELECT name, value FROM cloud_switch').all() as {
      name: string;
      value: string;
    }[];
    for (const { name, value } of kept) {
      if (isSwitch(name)) Object.assign(this.now, { [name]: JSON.parse(value) as unknown });
    }
    Object.assign(this.now, first);
  }

  /** Changes some and keeps them. Throws ControlError, changing nothing, when a name or value is unknown. */
  set(changes: Readonly<Record<string, unknown>>): CloudSwitches {
    for (const [name, value] of Object.entries(changes)) {
      const known = Object.keys(CLOUD_SWITCHES).join(', ');
      if (!isSwitch(name))
        throw new ControlError('NO_SUCH_SWITCH', `No switch "${name}" of the cloud. There are: ${known}.`);
      const rule: Rule = CLOUD_SWITCHES[name];
      if (fits(rule, value)) continue;
      const range = 'values' in rule ? rule.values.join(', ') : `a number from ${rule.least} to ${rule.most}`;
      throw new ControlError('BAD_SWITCH', `Switch "${name}" can be: ${range}.`);
    }
    const keep = this.db.prepare('INSERT OR REPLACE INTO cloud_switch (name, value) VALUES (?, ?)');
    for (const [name, value] of Object.entries(changes)) keep.run(name, JSON.stringify(value));
    Object.assign(this.now, changes);
    return this.now;
  }
}
