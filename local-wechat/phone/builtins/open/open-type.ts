import type { BuiltinHost } from '../builtin';

/** What a button with `open-type` does when it is tapped. Filled in by the API modules that own the acts. */
export type OpenAct = (host: BuiltinHost) => void;

const acts = new Map<string, OpenAct>();

export function defineOpenType(name: string, act: OpenAct): void {
  acts.set(name, act);
}

export function openAs(host: BuiltinHost): void {
  const name = host.get<string>('openType');
  if (name === '') return;
  const act = acts.get(name);
  if (act === undefined) host.page.phone.problems.absent(`<button open-type="${name}">`);
  else act(host);
}
