import type { Ports } from '../ports';

/** Names of members of staff by openid; whoever is not known is left out. */
export async function staffNames(ports: Ports, openids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(openids)];
  if (wanted.length === 0) return new Map();
  const members = await ports.store.find('staff', { _id: { $in: wanted } }, { limit: 1000 });
  return new Map(members.map((member) => [member._id, member.name]));
}
