import { writeFailed } from '../errors';
import { compareValues } from '../values/order';
import { shellText } from '../values/shell-text';
import { copyOf, isDocument, type Value } from '../values/value';
import type { Modifier, ModifierFamily } from './modifier';
import { arrayOnPath, placeAt } from './place';

function extreme(path: string, argument: Value, better: (order: number) => boolean): Modifier {
  return {
    path,
    makes: true,
    edit(place) {
      const { value } = place;
      if (value === undefined || better(compareValues(argument, value))) place.put(copyOf(argument));
    },
  };
}

/** The path that `$rename` moves to, checked. */
export function renameTarget(path: string, argument: Value): string {
  if (typeof argument !== 'string') {
    throw writeFailed(`The 'to' field for $rename must be a string: ${path}: ${shellText(argument)}`);
  }
  if (argument === path) {
    throw writeFailed(`The source and target field for $rename must differ: ${path}: ${shellText(argument)}`);
  }
  return argument;
}

function rename(path: string, argument: Value): Modifier {
  const target = renameTarget(path, argument).split('.');
  return {
    path,
    makes: false,
    edit(place, { document, idText }) {
      const refuse = (end: string, segments: string[]): void => {
        const array = arrayOnPath(document, segments);
        if (array === undefined) return;
        throw writeFailed(
          `The ${end} field cannot be an array element, '${segments.join('.')}' in doc with ${idText} has an array field called '${array}'`,
        );
      };
      refuse('source', path.split('.'));
      const { value } = place;
      if (value === undefined) return;
      refuse('destination', target);
      const destination = placeAt(document, target, true);
      place.remove();
      destination?.put(value);
    },
  };
}

const set: ModifierFamily[string] = (path, argument) => ({
  path,
  makes: true,
  edit: (place) => place.put(copyOf(argument)),
});

/** `$currentDate`: the time as a date. MongoDB's timestamps are of no use to the SDK, which can't read them. */
function currentDate(path: string, argument: Value): Modifier {
  const wanted = isDocument(argument) ? argument['$type'] : argument;
  if (wanted !== true && wanted !== 'date') {
    throw writeFailed(
      `${shellText(argument)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'date'}).`,
    );
  }
  return { path, makes: true, edit: (place, { now }) => place.put(new Date(now)) };
}

/** Operators that set a field as a whole ("MongoDB: Field Update Operators"). */
export const fieldOperators: ModifierFamily = {
  $set: set,
  $setOnInsert: set,
  $currentDate: currentDate,
  $unset: (path) => ({ path, makes: false, edit: (place) => place.remove() }),
  $min: (path, argument) => extreme(path, argument, (order) => order < 0),
  $max: (path, argument) => extreme(path, argument, (order) => order > 0),
  $rename: rename,
};
