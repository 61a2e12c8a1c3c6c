/** One step of a store at which a process may die or the network break. */
export interface StoreStep {
  action:
    | 'get'
    | 'find'
    | 'count'
    | 'insert'
    | 'update'
    | 'begin'
    | 'read'
    | 'write'
    | 'commit'
    /** The work is done and lasting; only the answer is still to come. */
    | 'acknowledge';
  collection?: string;
  /** The document, in a transaction. */
  id?: string;
}
