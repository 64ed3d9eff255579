import { cases, resource, secret, unknown } from "../../kit/cases";

const fromSecret = (name: string) => ({
  name,
  valueFrom: { secretKeyRef: { name: "api-credentials", key: "redis-url" } },
});
const literal = (name: string, value: unknown) => ({ name, value });
const api = (env: unknown, more: object = { replicas: 3 }, pod: object = {}) =>
  resource("kubernetes:apps/v1:Deployment", "api", {
    metadata: { name: "api", namespace: "shop" },
    spec: {
      ...more,
      template: {
        metadata: { labels: { app: "fraiseql" } },
        spec: {
          containers: [
            { name: "api", image: "ghcr.io/fraiseql/fraiseql:1.8.1", env },
            { name: "proxy", image: "envoyproxy/envoy:v1.31" },
          ],
          ...pod,
        },
      },
    },
  });
const scaler = (maxReplicas: unknown) =>
  resource("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "api", {
    metadata: { name: "api", namespace: "shop" },
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api" },
      minReplicas: 2,
      maxReplicas,
    },
  });
const redis = (container: object, volumes: unknown = [], name = "redis", namespace = "data") =>
  resource("kubernetes:apps/v1:StatefulSet", name, {
    metadata: { name, namespace },
    spec: {
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: "redis", image: "redis:7.4-alpine", ...container }], volumes },
      },
    },
  });
const service = (name = "redis", namespace = "data") =>
  resource("kubernetes:core/v1:Service", `${name}-service`, {
    metadata: { name, namespace },
    spec: { selector: { app: name }, ports: [{ port: 6379 }] },
  });
const safe = { args: ["--tls-port", "6379", "--port", "0", "--requirepass", "$(REDIS_PASSWORD)"] };

const API = "container api (spec.template.spec.containers[0])";
const ADVICE =
  " Take REDIS_URL from a secret, as a rediss:// URL, and give the application's rate limiter that store.";
const IN_MEMORY = `4.3 Rate limit store: ${API}: FRAISEQL_RATE_LIMIT_STORE is not set, which means memory, where every replica counts for itself; {profile} needs one store for all replicas.${ADVICE}`;
const NO_TLS = (called: string) =>
  `4.3 Rate limit store: ${called}: spec.template.spec.containers[0].args does not set tls-port, so that everything is sent in plain text; {profile} needs TLS: tls-port, with a certificate.`;
const NO_AUTH = (called: string) =>
  `4.3 Rate limit store: ${called}: spec.template.spec.containers[0].args does not set requirepass, so that whoever reaches it reads and writes; {profile} needs a password: requirepass or an ACL file, from a secret.`;

export default cases({
  requirement: "4.3-rate-limit-store",
  provider: "kubernetes",
  valid: {
    "a secret holds the URL": { stack: [api([fromSecret("REDIS_URL")])] },
    "a URL without a password, over TLS": {
      stack: [api([literal("FRAISEQL_REDIS_URL", "rediss://redis.data:6379/0")], {}), scaler(10)],
    },
    "the program's own secret, over TLS": {
      stack: [api([literal("REDIS_URL", secret("rediss://:s3cret@redis.data:6379/0"))])],
    },
    "PostgreSQL counts": { stack: [api([literal("FRAISEQL_RATE_LIMIT_STORE", "postgresql")])] },
    "the stack's Redis asks for a password over TLS": {
      stack: [api([fromSecret("REDIS_URL")]), redis(safe), service()],
    },
    "its configuration stands in a ConfigMap": {
      stack: [
        api([literal("REDIS_URL", "rediss://redis.data.svc.cluster.local:6379")]),
        redis({ args: ["/etc/redis/redis.conf"] }, [{ name: "config", configMap: { name: "redis" } }]),
        service(),
        resource("kubernetes:core/v1:ConfigMap", "redis", {
          metadata: { name: "redis", namespace: "data" },
          data: { "redis.conf": "port 0\ntls-port 6379\naclfile /etc/redis/users.acl\n" },
        }),
      ],
    },
    "Bitnami's image, by its variables": {
      stack: [
        api([fromSecret("REDIS_URL")]),
        redis({
          image: "docker.io/bitnami/redis:7.4.1",
          env: [literal("REDIS_TLS_ENABLED", "yes"), fromSecret("REDIS_PASSWORD")],
        }),
      ],
    },
    "operators take secrets": {
      stack: [
        api([fromSecret("REDIS_URL")]),
        resource("kubernetes:redis.redis.opstreelabs.in/v1beta2:RedisCluster", "cache", {
          metadata: { name: "cache" },
          spec: {
            TLS: { secret: { secretName: "redis-tls" } },
            kubernetesConfig: { redisSecret: { name: "redis", key: "password" } },
          },
        }),
      ],
    },
    "another Redis than the application's": {
      stack: [
        api([literal("REDIS_URL", "rediss://redis.data")]),
        redis(safe),
        service(),
        redis({}, [], "other"),
        service("other"),
      ],
    },
  },
  invalid: {
    "three replicas without a store": { stack: [api([])], remediable: false, finds: [IN_MEMORY] },
    "an autoscaler makes them several": {
      stack: [api([], {}), scaler(10)],
      remediable: false,
      finds: [IN_MEMORY],
    },
    "one replica is told, beside several, and no more": {
      stack: [
        api([]),
        resource("kubernetes:apps/v1:Deployment", "admin", {
          metadata: { name: "admin", namespace: "shop" },
          spec: { template: { spec: { containers: [{ name: "api", image: "fraiseql:1.8.1" }] } } },
        }),
      ],
      remediable: false,
      finds: [IN_MEMORY, IN_MEMORY],
    },
    "a store in memory on purpose": {
      stack: [api([literal("FRAISEQL_RATE_LIMIT_STORE", "memory"), fromSecret("REDIS_URL")])],
      remediable: false,
      finds: [
        `4.3 Rate limit store: ${API}: FRAISEQL_RATE_LIMIT_STORE is memory, where every replica counts for itself; {profile} needs one store for all replicas.${ADVICE}`,
      ],
    },
    "a password and no TLS in a literal": {
      stack: [api([literal("REDIS_URL", "redis://:hunter2-very-long@redis.data:6379/0")])],
      remediable: false,
      finds: [
        `4.3 Rate limit store: ${API}: REDIS_URL holds a password; {profile} needs a reference to a secret that holds the URL.`,
        `4.3 Rate limit store: ${API}: REDIS_URL does not comply; {profile} needs TLS: a rediss:// URL.`,
      ],
    },
    "the stack's Redis knows neither TLS nor passwords": {
      stack: [api([fromSecret("REDIS_URL")]), redis({}, [], "redis", "shop"), service("redis", "shop")],
      remediable: false,
      finds: [NO_TLS("cache redis"), NO_AUTH("cache redis")],
    },
    "the URL names a Redis of the stack that knows neither": {
      stack: [
        api([literal("REDIS_URL", "rediss://redis.data.svc.cluster.local:6379/0")]),
        redis({}),
        service(),
        redis({}, [], "other"),
      ],
      remediable: false,
      finds: [NO_TLS("cache redis"), NO_AUTH("cache redis")],
    },
    "Spotahome's Redis has a password and no TLS": {
      stack: [
        api([fromSecret("REDIS_URL")]),
        resource("kubernetes:databases.spotahome.com/v1:RedisFailover", "cache", {
          metadata: { name: "cache", namespace: "shop" },
          spec: { auth: { secretPath: "redis-auth" }, redis: { replicas: 3 } },
        }),
      ],
      remediable: false,
      finds: [
        `4.3 Rate limit store: cache cache: spec.redis.customConfig has no tls-port, so that everything is sent in plain text; {profile} needs TLS: tls-port, with a certificate.`,
      ],
    },
  },
  unknownIn: {
    "a Service that may lead to the other Redis": {
      of: "another Redis than the application's",
      at: "redis-service: spec.selector.app",
      mentions: ["whether service redis selects its pods"],
    },
  },
  unknown: {
    "a ConfigMap of another stack may hold it": {
      stack: [
        resource("kubernetes:apps/v1:Deployment", "api", {
          metadata: { name: "api", namespace: "shop" },
          spec: {
            replicas: 2,
            template: {
              spec: {
                containers: [
                  {
                    name: "api",
                    image: "fraiseql:1.8.1",
                    envFrom: [{ configMapRef: { name: "api-settings" } }],
                  },
                ],
              },
            },
          },
        }),
      ],
      mentions: [
        "FRAISEQL_RATE_LIMIT_STORE may come from ConfigMap api-settings, which is not in this stack",
      ],
    },
    "the URL is not known yet": {
      stack: [api([literal("REDIS_URL", unknown)])],
      mentions: ["REDIS_URL is not known until the update"],
    },
    "a host alone": {
      stack: [api([literal("REDIS_HOST", "redis.data")])],
      mentions: ["REDIS_HOST says where Redis is, and not whether it is reached over TLS"],
    },
    "the number of replicas is not known yet": {
      stack: [api([], { replicas: unknown })],
      mentions: ["spec.replicas"],
    },
    "which of two caches it is, a secret holds": {
      stack: [api([fromSecret("REDIS_URL")]), redis(safe), redis({}, [], "other")],
      mentions: ["whether the application uses the caches of this stack is not known here"],
    },
    "the only Redis stands in another namespace, as somebody else's would": {
      stack: [api([fromSecret("REDIS_URL")]), redis({}), service()],
      mentions: ["whether the application uses the caches of this stack is not known here"],
    },
    "Redis is configured by a file of another stack": {
      stack: [api([fromSecret("REDIS_URL")]), redis({}, [{ name: "config", configMap: { name: "redis" } }])],
      mentions: ["does not set tls-port, which a mounted file that is not read may do"],
    },
  },
  notApplicable: {
    "a workload that is not the application": {
      stack: [
        resource("kubernetes:apps/v1:Deployment", "web", {
          metadata: { name: "web" },
          spec: { replicas: 3, template: { spec: { containers: [{ image: "nginx:1.27" }] } } },
        }),
      ],
    },
    "a migration": {
      stack: [
        resource("kubernetes:batch/v1:Job", "migrate", {
          metadata: { name: "migrate" },
          spec: { template: { spec: { containers: [{ image: "fraiseql:1.8.1" }], restartPolicy: "Never" } } },
        }),
      ],
    },
  },
});
