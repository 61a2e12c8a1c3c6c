import type { PhoneUnderTest } from '../phone-under-test';

/** Something that WeChat gives a Mini Program: how far the phone has it, and what shows that. */
export interface SupportRow {
  /** Names of APIs as they stand in `wx`, or tags of built-in components. */
  readonly names: readonly string[];
  /** How far, in a phrase. */
  readonly says: string;
  /** A phone is in the hand, open at the sample's first page. */
  readonly test: (world: PhoneUnderTest) => Promise<void>;
}

export function row(names: string, says: string, test: SupportRow['test']): SupportRow {
  return { names: names.split(' '), says, test };
}

/** What an expression gives inside the phone; promises are waited for. */
export function inPhone<T = unknown>(world: PhoneUnderTest, expression: string): Promise<T> {
  return world.hand.page.evaluate<T>(`(async () => (${expression}))()`);
}

/** The `errMsg` of an API, whichever way it ends. */
export function ended(world: PhoneUnderTest, call: string): Promise<string> {
  return inPhone<string>(world, `wx.${call}.then(({ errMsg }) => errMsg, ({ errMsg }) => errMsg)`);
}

/** Opens a page of the sample on an empty stack. */
export async function open(world: PhoneUnderTest, url: string): Promise<void> {
  await inPhone(world, `wx.reLaunch({ url: '${url}' })`);
  await world.hand.page.waitForFunction(`phone.router.currentUrl().startsWith('${url.slice(1)}')`);
}

/** What the workbench is told of calls that only the phone knows of, while an expression is worked out. */
export function recorded(world: PhoneUnderTest, expression: string): Promise<unknown[]> {
  return inPhone(
    world,
    `(async () => {
      const calls = [];
      phone.server.record = ({ name, request }) => calls.push([name, request]);
      await (${expression});
      delete phone.server.record;
      return calls;
    })()`,
  );
}

/** A button of WeChat's own dialogs. */
export async function press(world: PhoneUnderTest, name: string | RegExp): Promise<void> {
  await world.hand.page.getByRole('button', { name }).last().tap();
}
