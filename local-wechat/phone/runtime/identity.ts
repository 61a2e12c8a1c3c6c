/** Somebody who may hold a phone. */
export interface Person {
  readonly openid: string;
  readonly name: string;
  /** What the person is to the Mini Program: 学员, 教务 … */
  readonly role?: string;
}

/** First character of a name, for the round picture that stands for a person. */
export function initial(name: string): string {
  return [...name][0] ?? '?';
}
