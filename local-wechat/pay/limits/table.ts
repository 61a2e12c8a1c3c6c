/**
 * The language of the limit tables: what each request may hold, as data. The type of a checked request follows
 * from its table (`Checked`), so a limit and the code that relies on it can't part.
 */
import type { ShapeName } from './shapes';

interface Must {
  /** The field must be there. */
  readonly must?: true;
}

export interface TextLimit extends Must {
  readonly is: 'text';
  /** Most characters (not bytes). */
  readonly most?: number;
  readonly least?: number;
  readonly shape?: ShapeName;
  readonly oneOf?: readonly string[];
}

export interface WholeLimit extends Must {
  readonly is: 'whole';
  readonly least?: number;
  readonly most?: number;
}

export interface FlagLimit extends Must {
  readonly is: 'flag';
}

export interface GroupLimit extends Must {
  readonly is: 'group';
  readonly of: Limits;
}

export interface ListLimit extends Must {
  readonly is: 'list';
  readonly of: Limits;
  readonly least?: number;
  readonly most?: number;
}

/** Anything: the field is known, its content is not looked at. */
export interface AnyLimit extends Must {
  readonly is: 'any';
}

export type Limit = TextLimit | WholeLimit | FlagLimit | GroupLimit | ListLimit | AnyLimit;
export type Limits = { readonly [field: string]: Limit };

type ValueOf<L> = L extends { is: 'text' }
  ? string
  : L extends { is: 'whole' }
    ? number
    : L extends { is: 'flag' }
      ? boolean
      : L extends { is: 'group'; of: infer G }
        ? Checked<G>
        : L extends { is: 'list'; of: infer E }
          ? Checked<E>[]
          : unknown;

/** What a request holds after it was checked against its table. */
export type Checked<T> = {
  [F in keyof T as T[F] extends { must: true } ? F : never]: ValueOf<T[F]>;
} & { [F in keyof T as T[F] extends { must: true } ? never : F]?: ValueOf<T[F]> };
