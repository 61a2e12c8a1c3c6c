const KB = 1024;

/** What WeChat allows, bytes: 2 MB a package, 30 MB together. Source: Mini Program, "subpackages" */
export const LIMITS_OF_WECHAT = { each: 2048 * KB, together: 30 * 1024 * KB } as const;

/**
 * What we allow ourselves: the main package is loaded before anything is seen, another with its first page. The staff's
 * holds all the pages of an office, and 460 KB of a chart library; learners never load it.
 */
export const BUDGETS = { main: 512 * KB, subpackage: 384 * KB, staff: 1152 * KB } as const;

export interface PackageSize {
  name: string;
  bytes: number;
  budget: number;
}

/** How large each package of a compiled project is: files below a root belong to it, all others to the main one. */
export function packageSizes(
  files: Readonly<Record<string, string | Buffer>>,
  roots: readonly string[],
): PackageSize[] {
  const sizes = new Map<string, number>(['main', ...roots].map((name) => [name, 0]));
  for (const [file, content] of Object.entries(files)) {
    const name = roots.find((root) => file.startsWith(`${root}/`)) ?? 'main';
    sizes.set(name, (sizes.get(name) ?? 0) + Buffer.byteLength(content));
  }
  return [...sizes].map(([name, bytes]) => ({
    ...{ name, bytes },
    budget: name === 'main' || name === 'staff' ? BUDGETS[name] : BUDGETS.subpackage,
  }));
}

/** What is too large, in a sentence each. */
export function tooLarge(sizes: readonly PackageSize[]): string[] {
  const together = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const each = sizes.flatMap(({ name, bytes, budget }) => {
    if (bytes > LIMITS_OF_WECHAT.each)
      return [`${name} has ${kb(bytes)}, WeChat allows ${kb(LIMITS_OF_WECHAT.each)}`];
    return bytes > budget ? [`${name} has ${kb(bytes)}, its budget is ${kb(budget)}`] : [];
  });
  const all = together > LIMITS_OF_WECHAT.together ? [`all packages have ${kb(together)}`] : [];
  return [...each, ...all];
}

export function kb(bytes: number): string {
  return `${(bytes / KB).toFixed(1)} KB`;
}
