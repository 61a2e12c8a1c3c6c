import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MACHINES } from '../server/domain/machines';

/** Where the document stands, and what writes it. */
export const STATES_DOCUMENT = join(__dirname, '..', 'docs', 'states.md');

const MEANINGS: Record<keyof typeof MACHINES, string> = {
  order: "One student's enrolment in one course by one payer (先学后付订单).",
  'signing attempt': 'One WeChat user sign plan of an order (签约).',
  'unit, teaching': 'Teaching side of a charge unit (扣费节点): was it taught, is it contested?',
  'unit, collection': 'Money side of a charge unit: our picture of its WeChat service order.',
  refund: 'One refund, by its refund number.',
  'money act': 'One act of finance about money, with four eyes above a limit.',
  invoice: 'One invoice (发票) that a learner has asked for.',
  class: 'One scheduled meeting (课次).',
  seat: "One student's place in a class.",
};

const INTRODUCTION = `# States

Written by \`npx tsx dev/states-diagram.ts\` from \`server/domain/machines.ts\`, the only place where transitions stand.
A test fails while this file and the tables differ. A state without an arrow out is terminal and stays; input that
no arrow knows changes nothing.
`;

/** The whole document, as it must stand in `docs/states.md`. */
export function statesDocument(): string {
  const sections = Object.entries(MACHINES).map(([name, machine]) => {
    const meaning = MEANINGS[name as keyof typeof MACHINES];
    return `## ${name}\n\n${meaning}\n\n\`\`\`mermaid\n${diagram(machine)}\n\`\`\`\n`;
  });
  return [INTRODUCTION, ...sections].join('\n');
}

/** One machine as a Mermaid state diagram; its first state is where it begins. */
export function diagram(machine: Readonly<Record<string, readonly string[]>>): string {
  const [first] = Object.keys(machine);
  const arrows = Object.entries(machine).flatMap(([state, exits]) =>
    exits.length === 0 ? [`${state} --> [*]`] : exits.map((next) => `${state} --> ${next}`),
  );
  return ['stateDiagram-v2', ...[`[*] --> ${first}`, ...arrows].map((arrow) => `    ${arrow}`)].join('\n');
}

if (require.main === module) {
  mkdirSync(join(STATES_DOCUMENT, '..'), { recursive: true });
  writeFileSync(STATES_DOCUMENT, statesDocument());
}
