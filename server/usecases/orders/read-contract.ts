import type { ResponseOf } from '../../../protocol';
import { versionOf } from '../charging/version-of';
import type { Ports } from '../ports';
import { ownOrder } from './read-order';

/** The contract text that a payer accepted when she ordered, with its hash. @throws AppError NOT_FOUND */
export async function readContract(
  ports: Ports,
  openid: string,
  { orderId }: { orderId: string },
): Promise<ResponseOf<'classroom', 'contract'>> {
  const order = await ownOrder(ports, openid, orderId);
  const { title, contract } = await versionOf(ports.store, order);
  return { orderId, courseTitle: title, ...order.contract, text: contract.text };
}
