import { read } from '../api/call';
import { saveText, sendFile } from '../api/share-file';
import { evidenceFile } from './evidence-file';

/**
 * Fetches all the evidence of one charge, saves it as one page that checks itself, and lets the person send it.
 * @param from `classroom` for the payer's own, `finance` for owner and finance
 * @returns whether it was sent
 * @throws Failure
 */
export async function sendEvidence(
  from: 'classroom' | 'finance',
  charge: { orderId: string; unitNo: number },
): Promise<boolean> {
  const { document } = await read(from, 'evidence', charge);
  const file = evidenceFile(document);
  return sendFile(await saveText(file.name, file.text), file.name);
}
