import type { Fen } from '../domain/money';

/**
 * What a deployment decides. Read from the environment of the functions, validated at start with all faults named
 * at once. The limits of a service are not public: WeChat's operations set them per `service_id`.
 */
export interface Settings {
  institutionId: string;
  /** Services by our key. The threshold of each lies inside WeChat and is not known here. */
  services: Record<string, ServiceLimits>;
  /** Template ids of subscribe messages by our key (`class`, `deduction`, `notice`). */
  templates: Record<string, string>;
  /** First start: whoever presents this code becomes the owner, while there is none. At least 16 characters. */
  ownerCode: string;
}

export interface ServiceLimits {
  serviceId: string;
  maxDays: number;
  maxQuantity: number;
  /** The most one service order may charge. */
  maxUnitFen: Fen;
}
