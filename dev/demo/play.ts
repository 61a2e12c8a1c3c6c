import type { ControlClient } from '../local/control-client';
import { type BooksReport, checkBooks } from './check-books';
import { CALLIGRAPHY, openInstitution, PAINTING, PHOTOGRAPHY, publish, STAFF } from './institution';
import { demoLearners } from './learners';
import type { Stage } from './stage';
import { CalligraphyStory } from './story-calligraphy';
import { PlainStory, STAGES, WHOLE_COURSE } from './story-plain';
import { UnsignedStory } from './story-unsigned';
import { Timeline } from './timeline';

/** The demo begins on a Tuesday morning in China, four days before the first class. */
export const DEMO_BEGINS = Date.parse('2026-09-01T10:00:00+08:00');

/**
 * Plays the demo on a running local WeChat with a frozen clock: four learners, one institution, five months.
 * @param tell gets every step as it happens
 * @throws Surprise when anything goes another way than the story
 */
export async function playDemo(
  control: ControlClient,
  tell: (line: { at: number; who: string; what: string }) => void,
): Promise<BooksReport> {
  const timeline = new Timeline(control);
  const stage: Stage = {
    control,
    timeline,
    staff: STAFF,
    tell: async (who, what) => tell({ at: await control.now(), who, what }),
  };
  await openInstitution(control);
  const calligraphy = await publish(stage, 'calligraphy', CALLIGRAPHY);
  const painting = await publish(stage, 'painting', PAINTING);
  const photography = await publish(stage, 'photography', PHOTOGRAPHY);
  await stage.tell('青禾书法', '三门课上架，价格表已在微信支付登记');

  const stories = [
    new CalligraphyStory(stage, calligraphy),
    new PlainStory(stage, painting, STAGES),
    new PlainStory(stage, photography, WHOLE_COURSE),
    new UnsignedStory(stage, calligraphy),
  ];
  for (const story of stories) await story.begin();
  await timeline.run();

  return checkPlayed(control);
}

/** Compares the books of a demo that has been played, now or in an earlier run on the same data. */
export async function checkPlayed(control: ControlClient): Promise<BooksReport> {
  return checkBooks(control, await demoLearners(control));
}
