import type { Caller } from '../runtime/code/registry';
import type { Phone } from '../runtime/phone';
import { factsOf, type NodeFields, viewportFacts } from './node-facts';

type Callback = (result: unknown) => void;
type Pick = { kind: 'one' | 'all'; selector: string } | { kind: 'viewport' };

interface Question {
  readonly scope: Caller;
  readonly pick: Pick;
  readonly fields: NodeFields;
  readonly callback: Callback | undefined;
}

/** Asks for facts of nodes: "wx.createSelectorQuery". Questions are answered together by `exec`. */
export class SelectorQuery {
  private readonly questions: Question[] = [];

  constructor(private scope: Caller) {}

  in(scope: Caller): this {
    this.scope = scope;
    return this;
  }

  select(selector: string): NodesRef {
    return new NodesRef(this, this.scope, { kind: 'one', selector });
  }

  selectAll(selector: string): NodesRef {
    return new NodesRef(this, this.scope, { kind: 'all', selector });
  }

  selectViewport(): NodesRef {
    return new NodesRef(this, this.scope, { kind: 'viewport' });
  }

  add(question: Question): this {
    this.questions.push(question);
    return this;
  }

  /** Answers after the next frame, when everything that was set is on the screen. */
  exec(callback?: (results: unknown[]) => void): this {
    requestAnimationFrame(() => {
      const results = this.questions.map(answer);
      for (const [index, question] of this.questions.entries()) question.callback?.(results[index]);
      callback?.(results);
    });
    return this;
  }
}

/** The nodes of one question; each method asks for other facts and gives the query back. */
class NodesRef {
  constructor(
    private readonly query: SelectorQuery,
    private readonly scope: Caller,
    private readonly pick: Pick,
  ) {}

  fields(fields: NodeFields, callback?: Callback): SelectorQuery {
    return this.query.add({ scope: this.scope, pick: this.pick, fields, callback });
  }

  boundingClientRect(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, callback);
  }

  scrollOffset(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, callback);
  }

  context(callback?: Callback): SelectorQuery {
    return this.fields({ context: true }, callback);
  }

  node(callback?: Callback): SelectorQuery {
    return this.fields({ node: true }, callback);
  }

  ref(callback?: Callback): SelectorQuery {
    return this.fields({ ref: true }, callback);
  }
}

function answer({ scope, pick, fields }: Question): unknown {
  if (pick.kind === 'viewport') return viewportFacts(scope, fields);
  const root = scope._$.getShadowRoot();
  if (root === null) return pick.kind === 'one' ? null : [];
  if (pick.kind === 'all') return root.querySelectorAll(pick.selector).map((node) => factsOf(node, fields));
  const node = root.querySelector(pick.selector);
  return node === null ? null : factsOf(node, fields);
}

/** A query in the page on top, until `in` names another component. */
export function createSelectorQuery(phone: Phone): SelectorQuery {
  const { top } = phone.router;
  if (top === undefined) throw new Error('createSelectorQuery: no page is open');
  return new SelectorQuery(top.caller);
}
