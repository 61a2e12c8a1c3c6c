/** Something wrong in a Mini Program, said where a person can find it. */
export interface Problem {
  readonly level: 'error' | 'warning';
  /** Path relative to the project folder, or empty when no one file is to blame. */
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  readonly message: string;
}

/** "pages/a.wxml:3:7 message", the way editors recognise a place. */
export function problemText(problem: Problem): string {
  const place = [problem.file, problem.line, problem.column].filter(
    (part) => part !== undefined && part !== '',
  );
  return place.length > 0 ? `${place.join(':')} ${problem.message}` : problem.message;
}
