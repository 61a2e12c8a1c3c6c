import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Hand } from '../phone/browser';
import { albumOf } from './album';
import { byPerson, nameOf, TABLE } from './table';
import { Town } from './town';
import { Visitor } from './visit';

const DOCS = path.resolve(__dirname, '../../docs');
const PICTURES = path.join(DOCS, 'pages');
const THEMES = ['light', 'dark'] as const;

/**
 * `npm run pictures`: takes a picture of every page in every state, light and dark, of the living institution on a Sunday
 * morning in November, and writes the index of them.
 */
async function main(): Promise<void> {
  const town = await Town.open();
  rmSync(PICTURES, { recursive: true, force: true });
  mkdirSync(PICTURES, { recursive: true });
  try {
    const visitor = await Visitor.take(town, { width: 390, height: 844, sharpness: 1.5 });
    for (const row of byPerson(TABLE)) await take(visitor, row);
    await tidyUpShelves(town);
    for (const row of TABLE.filter((one) => nameOf(one) === 'discover-ready')) await take(visitor, row);
    await visitor.close();
    await takeWorkbench(town);
  } finally {
    await town.close();
  }
  writeFileSync(path.join(DOCS, 'pages.md'), albumOf(TABLE));
}

async function take(visitor: Visitor, row: (typeof TABLE)[number]): Promise<void> {
  await visitor.open(row);
  for (const theme of THEMES) {
    await visitor.theme(theme);
    const picture = await visitor.hand.picture(row.net === undefined ? 80 : 60);
    writeFileSync(path.join(PICTURES, `${nameOf(row)}-${theme}.webp`), picture);
  }
}

/** The course with the longest words is there to try the pages, and the first that one would see. */
async function tidyUpShelves({ cast, control }: Town): Promise<void> {
  await control.call(cast.people.academic, 'staff', 'stopSelling', { courseId: cast.courses.long });
}

/** A learner's phone and her teacher's side by side, and the calls that they have made. */
async function takeWorkbench({ browser, url, cast }: Town): Promise<void> {
  const hand = await Hand.take(browser, url, { width: 1440, height: 900, sharpness: 1.5 });
  const { people, orderOf, classes } = cast;
  await showOn(hand, people.lin, `deduction/my-course/my-course?id=${orderOf[people.lin]}`, '我有异议');
  await showOn(hand, people.teacher, `staff/roll-call/roll-call?id=${classes.now}`, '记为');
  writeFileSync(path.join(PICTURES, 'workbench.webp'), await hand.picture(80));
  await hand.close();
}

async function showOn(hand: Hand, openid: string, page: string, sees: string): Promise<void> {
  await hand.page.locator(`iframe[src*="${openid}"]`).waitFor();
  const phone = hand.page.frames().find((frame) => frame.url().includes(openid));
  if (phone === undefined) throw new Error(`the workbench shows no phone of ${openid}`);
  await phone.waitForFunction('window.phone?.router.top !== undefined');
  await phone.evaluate(`wx.reLaunch({ url: '/${page}' })`);
  await phone.frameLocator('.page[data-top] iframe').getByText(sees).first().waitFor();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
