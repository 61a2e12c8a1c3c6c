import type { RequestOf, ResponseOf } from '../../../protocol';
import type { CourseVersion } from '../../domain/course/course';
import { takesOrdinaryPayment } from '../../domain/course/rules';
import { ERRORS } from '../../domain/errors';
import { offers } from '../../domain/ladder';
import { decide } from '../../domain/region/decide';
import type { Ports } from '../ports';
import { type EnrolmentBlock, enrolmentBlocks } from '../signing/enrolment-blocks';
import { ownStudent } from '../signing/students';
import { institutionOf } from '../staffing/institution';
import { classPrice, listedCourse, rungView } from './listed-course';

type Offers = ResponseOf<'score-gate', 'offers'>;
type Block = Offers['blocks'][number];

const BLOCK_KIND: Record<EnrolmentBlock['code'], Block['kind']> = {
  NOT_ON_SALE: 'not_on_sale',
  AUDIENCE_MISMATCH: 'audience',
  GUARDIAN_NEEDED: 'guardian',
  ALREADY_ENROLLED: 'already_enrolled',
  OWING: 'owing',
};

/**
 * What this payer may choose for this student and course: every rung of the institution with its price list, and
 * ordinary payment where it is allowed. WeChat alone knows who passes which rung; nothing here tells or guesses it.
 * @throws AppError NOT_FOUND
 */
export async function readOffers(
  ports: Ports,
  openid: string,
  request: RequestOf<'score-gate', 'offers'>,
): Promise<Offers> {
  const { version } = await listedCourse(ports, request.courseId);
  const student = await ownStudent(ports, openid, request.studentId);
  const [enrolment, regional] = await Promise.all([
    enrolmentBlocks(ports, openid, student, version),
    regionBlocks(ports, version),
  ]);
  const blocks = [...regional, ...enrolment.map(blockView)];
  const free = blocks.length === 0;
  return {
    courseId: version.courseId,
    studentId: student._id,
    versionId: version._id,
    contract: { version: version.contract.version, hash: version.contract.hash },
    rungs: free ? offers(version).map(rungView) : [],
    ...(free && takesOrdinaryPayment(version) ? { ordinaryPayment: ordinaryPayment(version) } : {}),
    blocks,
  };
}

/** The rules of the day, not of the day of publishing: a region may have closed since. */
async function regionBlocks(ports: Ports, version: CourseVersion): Promise<Block[]> {
  const { mode: institutionMode } = await institutionOf(ports);
  const { region, audience, subject, mode } = version;
  const decision = decide({ region, audience, subject, mode, institutionMode, at: ports.clock.now() });
  return decision.allowed ? [] : [{ kind: 'region', text: ERRORS.NOT_OFFERED_HERE.learner }];
}

function blockView({ code, orderId }: EnrolmentBlock): Block {
  return {
    kind: BLOCK_KIND[code],
    text: ERRORS[code].learner,
    ...(orderId === undefined ? {} : { orderId }),
  };
}

/** Each class by itself, after it was taught. */
function ordinaryPayment(version: CourseVersion): NonNullable<Offers['ordinaryPayment']> {
  return { per: 'class', priceFen: classPrice(version), classCount: version.lessons.length };
}
