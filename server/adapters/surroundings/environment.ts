/** What is wrong with a deployment's environment variables: everything at once, so that one look is enough. */
export class ConfigurationFaults extends Error {
  constructor(readonly faults: readonly string[]) {
    super(
      `the configuration has ${faults.length} fault(s):\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
    );
    this.name = 'ConfigurationFaults';
  }
}

/** Reads variables and collects faults instead of stopping at the first. No fault ever repeats a value. */
export class Environment {
  private readonly faults: string[] = [];

  constructor(private readonly variables: NodeJS.ProcessEnv) {}

  fault(name: string, what: string): void {
    this.faults.push(`${name}: ${what}`);
  }

  /** A variable that must be there; empty when it is not, which is a fault. */
  text(name: string, form?: RegExp, what = 'has the wrong form'): string {
    const value = this.optional(name);
    if (value === undefined) this.fault(name, 'is missing');
    else if (form !== undefined && !form.test(value)) this.fault(name, what);
    return value ?? '';
  }

  optional(name: string): string | undefined {
    const value = this.variables[name]?.trim();
    return value === '' ? undefined : value;
  }

  /** A variable that holds a JSON object; empty when it is missing or none. */
  object(name: string): Record<string, unknown> {
    const text = this.text(name);
    if (text === '') return {};
    const value = parsed(text);
    if (isObject(value)) return value;
    this.fault(name, 'is not a JSON object');
    return {};
  }

  /** @throws ConfigurationFaults when anything was wrong. */
  finish(): void {
    if (this.faults.length > 0) throw new ConfigurationFaults(this.faults);
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
