/** Parts of one line with the middle dot between them; empty ones are left out. */
export function joined(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}
