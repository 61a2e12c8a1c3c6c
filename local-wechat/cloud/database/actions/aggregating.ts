import type { StageCall } from '../aggregate/aggregate';
import { invalidParam } from '../errors';
import { decodeExpressions, encodeDocument } from '../values/ejson';
import { type Body, textOf } from './body';
import type { Action } from './engine';
import { listReply } from './reading';

function stagesOf(body: Body, now: number): StageCall[] {
  const { stages } = body;
  if (!Array.isArray(stages)) throw invalidParam('stages must be a list');
  return stages.map((stage: unknown) => {
    const { stageKey, stageValue } = (stage ?? {}) as { stageKey?: unknown; stageValue?: unknown };
    if (typeof stageKey !== 'string' || typeof stageValue !== 'string') {
      throw invalidParam('a stage has a stageKey and a stageValue, both of them texts');
    }
    return [stageKey, decodeExpressions(stageValue, now)];
  });
}

export const aggregateDocuments: Action = ({ store, aggregations, clock }, body) => {
  const collection = store.collection(textOf(body, 'collectionName'));
  return listReply(aggregations.run(collection, stagesOf(body, clock.now())).map(encodeDocument));
};
