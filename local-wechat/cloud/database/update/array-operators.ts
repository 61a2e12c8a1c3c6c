import { writeFailed } from '../errors';
import { equality } from '../query/comparison';
import { elementMatcher } from '../query/matcher';
import { sameValue } from '../values/order';
import { shellText } from '../values/shell-text';
import { copyOf, isDocument, typeName, type Value } from '../values/value';
import type { Modifier, ModifierFamily } from './modifier';
import { push } from './push-operator';

function pop(path: string, argument: Value): Modifier {
  if (argument !== 1 && argument !== -1)
    throw writeFailed(`$pop expects 1 or -1, found: ${shellText(argument)}`);
  return {
    path,
    makes: false,
    edit(place, { path: full }) {
      const { value } = place;
      if (value === undefined) return;
      if (!Array.isArray(value)) {
        throw writeFailed(`Path '${full}' contains an element of non-array type '${typeName(value)}'`);
      }
      place.put(argument === 1 ? value.slice(0, -1) : value.slice(1));
    },
  };
}

function cull(path: string, goes: (element: Value) => boolean): Modifier {
  return {
    path,
    makes: false,
    edit(place) {
      const { value } = place;
      if (value === undefined) return;
      if (!Array.isArray(value)) throw writeFailed('Cannot apply $pull to a non-array value');
      place.put(value.filter((element) => !goes(element)));
    },
  };
}

/** A document given to `$pull` is a query on each element; anything else is compared. */
function pull(path: string, argument: Value): Modifier {
  return cull(path, isDocument(argument) ? elementMatcher(argument) : equality(argument));
}

function pullAll(path: string, argument: Value): Modifier {
  if (!Array.isArray(argument)) {
    throw writeFailed(`$pullAll requires an array argument but was given a ${typeName(argument)}`);
  }
  return cull(path, (element) => argument.some((unwanted) => sameValue(element, unwanted)));
}

function additions(argument: Value): Value[] {
  if (!isDocument(argument) || !('$each' in argument)) return [argument];
  const { $each: each, ...others } = argument;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw writeFailed(`Found unexpected fields after $each in $addToSet: ${shellText(argument)}`);
  }
  if (!Array.isArray(each)) {
    throw writeFailed(
      `The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`,
    );
  }
  return each;
}

function addToSet(path: string, argument: Value): Modifier {
  const wanted = additions(argument);
  return {
    path,
    makes: true,
    edit(place, { path: full }) {
      const { value } = place;
      if (value !== undefined && !Array.isArray(value)) {
        const field = full.split('.').at(-1);
        throw writeFailed(
          `Cannot apply $addToSet to non-array field. Field named '${field}' has non-array type ${typeName(value)}`,
        );
      }
      const result = [...(value ?? [])];
      for (const element of wanted) {
        if (!result.some((present) => sameValue(present, element))) result.push(copyOf(element));
      }
      place.put(result);
    },
  };
}

/** Operators on arrays ("MongoDB: Array Update Operators"). */
export const arrayOperators: ModifierFamily = {
  $push: push,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
  $addToSet: addToSet,
};
