import { readFileSync } from 'node:fs';
import { diagram, STATES_DOCUMENT, statesDocument } from '../../dev/states-diagram';

test('docs/states.md shows the transition tables as they are; else run `npx tsx dev/states-diagram.ts`', () => {
  expect(readFileSync(STATES_DOCUMENT, 'utf8')).toBe(statesDocument());
});

test('a machine becomes a diagram from its first state to its terminal ones', () => {
  expect(diagram({ scheduled: ['held', 'cancelled'], held: [], cancelled: [] })).toBe(
    [
      'stateDiagram-v2',
      '    [*] --> scheduled',
      '    scheduled --> held',
      '    scheduled --> cancelled',
      '    held --> [*]',
      '    cancelled --> [*]',
    ].join('\n'),
  );
});
