import type { Query } from '../../ports/store';
import type { CloudCommand, CloudExpression } from '../cloud-sdk/sdk';
import { type Clause, clausesOf } from '../store-rules/query';

/**
 * A query in the SDK's words. Every condition becomes a command: a plain object would be flattened to dotted paths,
 * and two commands on one field are joined with `and`.
 */
export function conditionsOf(command: CloudCommand, query: Query): Record<string, CloudExpression> {
  const conditions: Record<string, CloudExpression> = {};
  for (const clause of clausesOf(query)) {
    const earlier = conditions[clause.path];
    const expression = expressionOf(command, clause);
    conditions[clause.path] = earlier === undefined ? expression : earlier.and(expression);
  }
  return conditions;
}

function expressionOf(command: CloudCommand, { operator, operand }: Clause): CloudExpression {
  switch (operator) {
    case '$eq':
      return command.eq(operand);
    case '$ne':
      return command.neq(operand);
    case '$lt':
      return command.lt(operand);
    case '$lte':
      return command.lte(operand);
    case '$gt':
      return command.gt(operand);
    case '$gte':
      return command.gte(operand);
    case '$in':
      return command.in(Array.isArray(operand) ? operand : [operand]);
    case '$exists':
      return command.exists(operand === true);
  }
}
