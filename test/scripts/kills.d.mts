export interface FaultRule {
  readonly kind: string;
  readonly method?: string;
  readonly retryAfter?: number;
  readonly probability: number;
}
export function faultsOf(share: number, more?: readonly Omit<FaultRule, 'probability'>[]): FaultRule[];
