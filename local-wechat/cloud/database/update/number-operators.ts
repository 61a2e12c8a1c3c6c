import { writeFailed } from '../errors';
import { elementText } from '../values/shell-text';
import { isDocument, typeName, type Value } from '../values/value';
import type { Modifier, ModifierFamily } from './modifier';

interface Arithmetic {
  operator: string;
  verb: string;
  /** What a missing field becomes. */
  initial(argument: number): number;
  combine(value: number, argument: number): number;
}

const INC: Arithmetic = {
  operator: '$inc',
  verb: 'increment',
  initial: (argument) => argument,
  combine: (value, argument) => value + argument,
};

const MUL: Arithmetic = {
  operator: '$mul',
  verb: 'multiply',
  initial: () => 0,
  combine: (value, argument) => value * argument,
};

function arithmetic({ operator, verb, initial, combine }: Arithmetic) {
  return (path: string, argument: Value): Modifier => {
    if (typeof argument !== 'number') {
      throw writeFailed(`Cannot ${verb} with non-numeric argument: ${elementText(path, argument)}`);
    }
    return {
      path,
      makes: true,
      edit(place, { idText, path: full }) {
        const { value } = place;
        if (value !== undefined && typeof value !== 'number') {
          const field = full.split('.').at(-1);
          throw writeFailed(
            `Cannot apply ${operator} to a value of non-numeric type. ${idText} has the field '${field}' of non-numeric type ${typeName(value)}`,
          );
        }
        place.put(value === undefined ? initial(argument) : combine(value, argument));
      },
    };
  };
}

const BITWISE: Record<string, (value: bigint, mask: bigint) => bigint> = {
  and: (value, mask) => value & mask,
  or: (value, mask) => value | mask,
  xor: (value, mask) => value ^ mask,
};

type BitStep = (value: bigint) => bigint;

function bitStep(name: string, mask: Value): BitStep {
  const combine = BITWISE[name];
  if (!combine) {
    throw writeFailed(
      `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: ${elementText(name, mask)}`,
    );
  }
  if (typeof mask !== 'number' || !Number.isSafeInteger(mask)) {
    throw writeFailed(
      `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(mask)}' is not supported here: ${elementText(name, mask)}`,
    );
  }
  return (value) => BigInt.asIntN(64, combine(value, BigInt(mask)));
}

function bit(path: string, argument: Value): Modifier {
  if (!isDocument(argument)) {
    throw writeFailed(
      `The $bit modifier is not compatible with a ${typeName(argument)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  }
  const steps = Object.entries(argument).map(([name, mask]) => bitStep(name, mask));
  if (steps.length === 0) {
    throw writeFailed(
      `You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}`,
    );
  }
  return {
    path,
    makes: true,
    edit(place, { idText, path: full }) {
      const value = place.value === undefined ? 0 : place.value;
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
        throw writeFailed(
          `Cannot apply $bit to a value of non-integral type.${idText} has the field ${full.split('.').at(-1)} of non-integer type ${typeName(value)}`,
        );
      }
      place.put(Number(steps.reduce((bits, step) => step(bits), BigInt(value))));
    },
  };
}

/** Operators that compute with the number in a field ("MongoDB: $inc, $mul, $bit"). */
export const numberOperators: ModifierFamily = { $inc: arithmetic(INC), $mul: arithmetic(MUL), $bit: bit };
