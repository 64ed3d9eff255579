import type { Input } from "@pulumi/pulumi";
import type { ProfileName } from "../../profiles";

/** A key of a Kubernetes Secret in the application's namespace. The Secret itself comes from elsewhere. */
export interface SecretKey {
  /** The Secret's name. */
  readonly secretName: Input<string>;
  /** The key in it. */
  readonly key: Input<string>;
}

/** Pods that the application exchanges traffic with: all pods of a namespace, or those of it with the labels. */
export interface PodPeer {
  /** The name of their namespace. */
  readonly namespace: Input<string>;
  /** Labels they all have. Default: every pod of the namespace. */
  readonly podLabels?: Readonly<Record<string, Input<string>>>;
}

/** Addresses that the application exchanges traffic with. */
export interface AddressPeer {
  /** A range in CIDR notation, `10.0.16.0/20`. A range of every address (`0.0.0.0/0`, `::/0`) is refused (checklist 7.3). */
  readonly cidr: Input<string>;
}

/** A named source or destination of traffic. */
export type NetworkPeer = PodPeer | AddressPeer;

/** A named destination, and the TCP port there. */
export interface Destination {
  readonly peer: NetworkPeer;
  /** TCP port, 1 to 65535. */
  readonly port: Input<number>;
}

/** The database, as the application reaches it. */
export interface DatabaseArgs {
  /**
   * The Secret key with the connection URL, `postgresql://user:password@host:5432/name?sslmode=require`. It becomes both
   * FRAISEQL_DATABASE_URL, which FraiseQL reads, and DATABASE_URL, which its container entry point reads (checklist 4.1).
   */
  readonly url: SecretKey;
  /** Where the database is: the application may reach it, and little else (checklist 7.3). */
  readonly peer: NetworkPeer;
  /** The database's TCP port. Default: 5432. */
  readonly port?: Input<number>;
  /**
   * How TLS is asked for where the URL says nothing: `require`, `verify-ca` or `verify-full`. It becomes PGSSLMODE.
   * Default: `require` (checklist 3.1).
   */
  readonly sslMode?: Input<string>;
}

/** A cache, as the application reaches it. */
export interface CacheArgs extends Destination {
  /**
   * The Secret key with its URL, `rediss://:password@host:6379`. It becomes REDIS_URL, and requests are counted there.
   * Default: the database counts them, for all replicas too (checklist 4.3).
   */
  readonly url?: SecretKey;
}

/** Where telemetry goes. */
export interface TelemetryArgs {
  /** The collector's address for OTLP, `http://otel-collector.monitoring:4318` (checklist 5.4). */
  readonly endpoint: Input<string>;
  /** Who answers there. */
  readonly peer: NetworkPeer;
  /** The TCP port there. Default: 4318, which is OTLP over HTTP. */
  readonly port?: Input<number>;
  /** The part of traces that is kept, from the profile's least to 1. Default: 0.01 (checklist 5.4). */
  readonly sampleRatio?: Input<number>;
}

/** Key management services that hold the master key (checklist 2.4). */
export type KeyManagement = "aws" | "azure" | "gcp" | "vault";

/** CPU in cores (`"500m"`, `"2"`), memory in bytes (`"512Mi"`, `"1Gi"`). */
export interface ResourceAmounts {
  readonly cpu?: Input<string>;
  readonly memory?: Input<string>;
}

/**
 * What `Application` takes. Every argument is checked against the profile: at once, or, where it is an output, as soon as
 * it is known.
 */
export interface ApplicationArgs {
  /** The checklist profile it has to comply with: `STANDARD`, `REGULATED` or `RESTRICTED` (checklist 1.1). */
  readonly profile: ProfileName;
  /** The namespace, which has to exist. */
  readonly namespace: Input<string>;
  /**
   * The image, with the tag of one release (checklist 7.1); from REGULATED on by digest, `repository@sha256:...`
   * (checklist 2.6). It has to hold FraiseQL 1.8.1 or later of the 1.x releases: 1.8.0 is never ready.
   */
  readonly image: Input<string>;
  /** The database it serves. */
  readonly database: DatabaseArgs;
  /** The Secret key with the key that signs tokens; it becomes JWT_SECRET_KEY (checklist 4.1). */
  readonly jwtSecret: SecretKey;
  /** Who sends users' requests: the ingress controller or the load balancer (checklist 7.3). */
  readonly ingressController: NetworkPeer;
  /** Who scrapes metrics. Default: nobody (checklist 7.3). */
  readonly monitoring?: NetworkPeer;
  /** A cache it may reach. Default: none (checklist 7.3). */
  readonly cache?: CacheArgs;
  /** Where traces go. Needed from REGULATED on (checklist 5.4). Default: nowhere. */
  readonly telemetry?: TelemetryArgs;
  /**
   * The key management service that the application's code uses. It becomes FRAISEQL_KMS_PROVIDER. Needed from REGULATED
   * on (checklist 2.4, 4.1). Default: none.
   */
  readonly keyManagement?: Input<KeyManagement>;
  /**
   * The origins whose pages may call from browsers, each `https://` and a host; never a wildcard. Default: none
   * (checklist 4.2).
   */
  readonly corsOrigins?: readonly Input<string>[];
  /** Who answers its DNS queries, on port 53. Default: the pods `k8s-app: kube-dns` of `kube-system`. */
  readonly dns?: NetworkPeer;

  /** CPU utilisation, in percent of the request, at which replicas are added: 1 to 70. Default: 70 (checklist 7.2). */
  readonly cpuTarget?: Input<number>;
  /** Replicas that always run: 2 or more. Default: 2 (checklist 7.2). */
  readonly minReplicas?: Input<number>;
  /** Replicas at most: `minReplicas` or more. Default: 10, or `minReplicas` where that is more (checklist 7.2). */
  readonly maxReplicas?: Input<number>;
  /**
   * Pods that a rolling update may take away and add: 0 or 1, or up to `"25%"`; not both 0. Default: 1 and 1
   * (checklist 7.2).
   */
  readonly rollingUpdate?: {
    readonly maxUnavailable?: Input<number | string>;
    readonly maxSurge?: Input<number | string>;
  };
  /**
   * What the container is promised and may use at most; none can be 0, and no request may exceed its limit. Default: 250m
   * CPU and 512Mi memory promised, 1 CPU and 1Gi memory at most (checklist 7.2).
   */
  readonly resources?: { readonly requests?: ResourceAmounts; readonly limits?: ResourceAmounts };
  /** The id of the user and group it runs as: 1 or more, never root. Default: 1000 (checklist 7.1). */
  readonly runAsUser?: Input<number>;
  /** The most that /tmp, the one writable directory, can hold. Default: 64Mi (checklist 7.1). */
  readonly tmpSize?: Input<string>;

  /**
   * More environment variables. Settings of the application, such as FRAISEQL_DATABASE_POOL_SIZE, may take any value that
   * the profile allows; what other arguments say is refused here (checklist 4.1).
   */
  readonly env?: Readonly<Record<string, Input<string>>>;
  /**
   * A ServiceMonitor of the Prometheus operator collects the metrics; its labels are those that the Prometheus selects by,
   * such as `{ release: "prometheus" }`. Default: annotations on the pods, `prometheus.io/scrape` and the like (checklist
   * 5.3).
   */
  readonly serviceMonitor?: { readonly labels?: Readonly<Record<string, Input<string>>> };
  /**
   * Whether it also denies all traffic of the namespace that no policy allows, which is about every pod there. Leave that
   * to one resource of the namespace. Default: from RESTRICTED on (checklist 7.3).
   */
  readonly defaultDeny?: boolean;
  /** Annotations of the service account, for example the cloud role it stands for. Default: none. */
  readonly serviceAccountAnnotations?: Readonly<Record<string, Input<string>>>;
  /** Labels for every resource, beside the component's own. Default: none. */
  readonly labels?: Readonly<Record<string, Input<string>>>;
}
