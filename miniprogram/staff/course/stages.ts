/** `5、5、10` */
export function stagesText(sizes: readonly number[]): string {
  return sizes.join('、');
}

/** Numbers however they are separated: `5、5、10`, `5 5 10`, `5,5,10`; undefined when something else stands there. */
export function stagesOf(text: string): number[] | undefined {
  const parts = text.split(/[\s,，、;；/+-]+/).filter(Boolean);
  const sizes = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : Number.NaN));
  return sizes.length > 0 && sizes.length <= 100 && sizes.every((size) => size >= 1 && size <= 500)
    ? sizes
    : undefined;
}

/** So many stages of equal size; what is left over goes to the first ones, since prices may not rise. */
export function evenStages(classCount: number, parts: number): number[] {
  const rest = classCount % parts;
  return Array.from({ length: parts }, (_, index) => Math.floor(classCount / parts) + (index < rest ? 1 : 0));
}

/** Divisions worth offering: at least two classes in each stage. */
export function divisions(classCount: number): number[] {
  return [2, 3, 4, 5].filter((parts) => classCount >= parts * 2);
}
