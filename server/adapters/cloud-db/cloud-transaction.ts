import {
  type CollectionName,
  type Collections,
  DuplicateDocument,
  type Transaction,
} from '../../ports/store';
import type { CloudTransaction } from '../cloud-sdk/sdk';
import { plainCopy } from '../store-rules/document';
import { failureOf } from './failures';

/** A transaction of CloudBase, by ids only: the SDK runs `where()` outside of it without a word. */
export class CloudStoreTransaction implements Transaction {
  constructor(private readonly transaction: CloudTransaction) {}

  async get<N extends CollectionName>(name: N, id: string): Promise<Collections[N] | undefined> {
    const { data } = await this.transaction.collection(name).doc(id).get();
    return data === null ? undefined : (data as Collections[N]);
  }

  async insert<N extends CollectionName>(name: N, document: Collections[N]): Promise<void> {
    try {
      await this.transaction.collection(name).add({ data: plainCopy(document) });
    } catch (error) {
      throw failureOf(error) === 'duplicate' ? new DuplicateDocument(name) : error;
    }
  }

  async put<N extends CollectionName>(name: N, document: Collections[N]): Promise<void> {
    const { _id, ...data } = plainCopy(document);
    try {
      await this.transaction.collection(name).doc(_id).set({ data });
    } catch (error) {
      throw failureOf(error) === 'duplicate' ? new DuplicateDocument(name) : error;
    }
  }

  async remove(name: CollectionName, id: string): Promise<void> {
    await this.transaction.collection(name).doc(id).remove();
  }
}
