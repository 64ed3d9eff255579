/** What to write on a platform where Kubernetes' words do not fit. Each is a sentence of advice. */
export interface PlatformAdvice {
  /** How a container takes a value from a secret. */
  readonly secret: string;
  /** How an application's metrics are collected. Left out where the platform leaves no way. */
  readonly metrics?: string;
  /** How an application's logs are forwarded. Left out where the platform does it by itself. */
  readonly logs?: string;
  /** How alerts on the application are added. */
  readonly alerts?: string;
  /** How a dashboard is added. */
  readonly dashboards?: string;
}
