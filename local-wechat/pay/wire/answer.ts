import { PayRefusal, REFUSALS, type Refusal } from '../errors';
import { Download } from '../money/bills';

/** An answer before it is signed: the body is exactly what goes over the wire, empty with 204. */
export interface Answer {
  status: number;
  body: string;
  inner: number;
  code?: string;
  /** A file: answered as it is, without signature. */
  file?: Buffer;
}

export function answerOf(content: object | undefined): Answer {
  if (content === undefined) return { status: 204, body: '', inner: 0 };
  if (content instanceof Download) return { status: 200, body: '', inner: 0, file: content.bytes };
  return { status: 200, body: JSON.stringify(content), inner: 0 };
}

/** `{code, message, detail?}` as every refusal is answered. */
export function refusalAnswer(refused: PayRefusal): Answer {
  const { refusal, message, detail } = refused;
  const body = JSON.stringify({ code: refusal.code, message, ...(detail ? { detail } : {}) });
  return { status: refusal.status, body, inner: refusal.inner, code: refusal.code };
}

export function plainRefusal(refusal: Refusal): Answer {
  return refusalAnswer(new PayRefusal(refusal));
}

/** A defect of the local WeChat Pay itself; its text goes to stderr, the merchant sees SYSTEM_ERROR. */
export function defectAnswer(defect: unknown): Answer {
  console.error('local WeChat Pay:', defect);
  return plainRefusal(REFUSALS.system);
}
