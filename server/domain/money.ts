/** A whole number of fen (1/100 yuan), 0 or more. The only type for money; arithmetic with it lives in this file. */
export type Fen = number & { readonly __brand: 'Fen' };
