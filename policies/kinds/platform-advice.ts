/** What to write on a platform where Kubernetes' words do not fit. Each is a sentence of advice. */
export interface PlatformAdvice {
  /** How a container takes a value from a secret. */
  readonly secret: string;
  /** How automatic scaling is added. */
  readonly autoscaling?: string;
  /** How an application's metrics are collected. Left out where the platform leaves no way. */
  readonly metrics?: string;
  /** How an application's logs are forwarded. Left out where the platform does it by itself. */
  readonly logs?: string;
  /** How a health check is added. Left out where both probes are written as on Kubernetes. */
  readonly healthCheck?: string;
  /** How anomalies are detected. */
  readonly anomalies?: string;
  /** How alerts on the application are added. */
  readonly alerts?: string;
  /** How a dashboard is added. */
  readonly dashboards?: string;
}
