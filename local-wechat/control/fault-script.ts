import { ControlError } from './control-error';
import type { FaultRegistry, FaultSpec, FaultValue } from './faults';
import { textOf } from './fields';

const PLACES = ['cloud', 'timer', 'function', 'pay', 'callback'] as const;
const FIELDS = ['at', 'kind', 'match', 'skip', 'times', 'probability', 'seed', 'settings'];

/**
 * Reads a fault script: `{"about"?: text, "faults": [spec, …]}`, each spec as `POST /faults` takes it.
 *
 * Throws ControlError that names the spec and its field.
 */
export function readFaultScript(text: string): FaultSpec[] {
  let script: unknown;
  try {
    script = JSON.parse(text);
  } catch (error) {
    throw bad(`A fault script is JSON. ${error instanceof Error ? error.message : String(error)}`);
  }
  const { about, faults, ...others } = objectOf(script, 'A fault script');
  if (about !== undefined && typeof about !== 'string') throw bad('"about" must be a text.');
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw bad(`A fault script has no "${unknown}": it has "about" and "faults".`);
  if (!Array.isArray(faults)) throw bad('"faults" must be a list.');
  return faults.map((spec, index) => {
    try {
      return faultSpec(objectOf(spec, 'A fault'));
    } catch (error) {
      throw bad(
        `Fault ${index + 1} of the script: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  });
}

/** Asks for every fault of a script. Throws ControlError, leaving none of them, when a kind is unknown. */
export function playFaultScript(faults: FaultRegistry, specs: readonly FaultSpec[]): void {
  const added: string[] = [];
  try {
    for (const spec of specs) added.push(faults.add(spec).id);
  } catch (error) {
    for (const id of added) faults.remove(id);
    throw error;
  }
}

/** One fault as it is asked for. Throws ControlError that names the field which is wrong. */
export function faultSpec(body: Record<string, unknown>): FaultSpec {
  const unknown = Object.keys(body).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) throw bad(`A fault has no "${unknown}": it has ${FIELDS.join(', ')}.`);
  const at = PLACES.find((place) => place === textOf(body, 'at'));
  if (!at) throw bad(`"at" must be one of ${PLACES.join(', ')}.`);
  return {
    at,
    kind: textOf(body, 'kind'),
    match: valuesOf(body, 'match'),
    skip: countOf(body, 'skip', 0),
    times: countOf(body, 'times', 1),
    probability: chanceOf(body),
    seed: countOf(body, 'seed', 0),
    settings: valuesOf(body, 'settings'),
  };
}

function countOf(body: Record<string, unknown>, name: string, least: number): number | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value;
  throw bad(`"${name}" must be a whole number from ${least}.`);
}

function chanceOf({ probability }: Record<string, unknown>): number | undefined {
  if (probability === undefined) return undefined;
  if (typeof probability === 'number' && probability >= 0 && probability <= 1) return probability;
  throw bad('"probability" must be a number from 0 to 1.');
}

function valuesOf(body: Record<string, unknown>, name: string): Record<string, FaultValue> | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  const found = objectOf(value, `"${name}"`);
  const plain = Object.values(found).every((v) => ['string', 'number', 'boolean'].includes(typeof v));
  if (plain) return found as Record<string, FaultValue>;
  throw bad(`"${name}" must be an object of texts, numbers and truths.`);
}

function objectOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw bad(`${what} must be an object.`);
}

function bad(message: string): ControlError {
  return new ControlError('BAD_FIELD', message);
}
