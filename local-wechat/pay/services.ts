/** What WeChat's operations staff set up for a `service_id`; a merchant never sees it through an API. */
export interface ServiceSetup {
  serviceId: string;
  /** Score that lets a person sign. */
  threshold: number;
  /** Longest plan, in days. */
  maxDurationDays: number;
  /** Most deductions of a plan. */
  maxDeductions: number;
  /** Risk amount: most that one order can be completed with, in fen. */
  riskAmountFen: number;
  /** Before launch only listed people can sign. */
  launched: boolean;
  whiteList: string[];
}

export type ServiceChoice = Partial<ServiceSetup> & { threshold: number };

const SETUP = { maxDurationDays: 1_095, maxDeductions: 200, riskAmountFen: 2_000_000, launched: true };

/** WeChat publishes no such number for education; ours leave room for a course of three years. */
export function setUpServices(choices: readonly ServiceChoice[]): ServiceSetup[] {
  return choices.map((choice) => ({
    serviceId: `0000400000000017${String(choice.threshold).padStart(16, '0')}`,
    ...SETUP,
    whiteList: [],
    ...choice,
  }));
}
