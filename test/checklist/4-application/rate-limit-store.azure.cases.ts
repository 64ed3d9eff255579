import { cases, ref, resource, unknown } from "../../kit/cases";
import {
  appJob,
  containerApp,
  envOf,
  fromKeyVault,
  IN_APP,
  secretRefs,
  unknownContainers,
  webApp,
} from "../azure/workloads";

const TITLE = "4.3 Rate limit store:";
const notShared = (container: string) =>
  `${TITLE} ${container}FRAISEQL_RATE_LIMIT_STORE is not set, which means memory, where every replica counts for itself; {profile} needs one store for all replicas. Take REDIS_URL from a secret, as a rediss:// URL, and give the application's rate limiter that store.`;
const redis = (props: object = {}) =>
  resource("azure-native:redis:Redis", "counters", {
    resourceGroupName: "production",
    name: "shop-counters",
    sku: { name: "Standard", family: "C", capacity: 1 },
    ...props,
  });
const managed = (props: object = {}) => [
  resource("azure-native:redisenterprise:RedisEnterprise", "cluster", {
    resourceGroupName: "production",
    clusterName: "shop-counters",
    sku: { name: "Balanced_B0" },
    publicNetworkAccess: "Disabled",
  }),
  resource("azure-native:redisenterprise:Database", "counters", {
    resourceGroupName: "production",
    clusterName: ref("cluster"),
    databaseName: "default",
    ...props,
  }),
];
const env = secretRefs("REDIS_URL");
const held = (value: unknown) => ({ configuration: { secrets: [{ name: "redis-url", value }] } });
const HOST = "shop-counters.redis.cache.windows.net";
const byHost = { FRAISEQL_RATE_LIMIT_STORE: "redis", REDIS_URL: `rediss://${HOST}:6380` };

export default cases({
  requirement: "4.3-rate-limit-store",
  provider: "azure",
  valid: {
    "a URL from Key Vault": { stack: [containerApp({}, { env }, fromKeyVault("REDIS_URL")), redis()] },
    "a URL that is made of the cache's key": {
      stack: [containerApp({}, { env }, held(ref("counters"))), redis()],
    },
    "a URL of the cache's name": { stack: [containerApp(byHost), redis()] },
    "Azure Managed Redis": {
      stack: [containerApp({}, { env }, held(ref("counters"))), ...managed()],
    },
    "PostgreSQL, in App Service": { stack: [webApp({ FRAISEQL_RATE_LIMIT_STORE: "postgresql" })] },
  },
  invalid: {
    "memory, on up to ten replicas": {
      stack: [containerApp()],
      remediable: false,
      finds: [notShared(IN_APP)],
    },
    "memory, on one replica": {
      stack: [
        containerApp(
          {},
          {},
          {
            template: {
              containers: [{ name: "fraiseql", image: "fraiseql:1" }],
              scale: { minReplicas: 1, maxReplicas: 1 },
            },
          },
        ),
      ],
      remediable: false,
      advisory: true,
      finds: [notShared(IN_APP)],
    },
    "a URL without TLS": {
      stack: [containerApp({ REDIS_URL: `redis://${HOST}:6379` })],
      remediable: false,
      finds: [`${TITLE} ${IN_APP}REDIS_URL does not comply; {profile} needs TLS: a rediss:// URL.`],
    },
    "a secret of the app that holds a URL without TLS": {
      stack: [containerApp({}, { env }, held(`redis://:key@${HOST}:6379`))],
      remediable: false,
      finds: [
        `${TITLE} ${IN_APP}REDIS_URL is a secret value that does not comply; {profile} needs TLS: a rediss:// URL.`,
      ],
    },
    "a cache that takes plain text from whoever asks": {
      stack: [
        containerApp(byHost),
        redis({ enableNonSslPort: true, redisConfiguration: { authnotrequired: "true" } }),
      ],
      remediable: false,
      finds: [
        `${TITLE} cache counters: enableNonSslPort is true, which means plain text as well as TLS; {profile} needs TLS alone. Set enableNonSslPort: false.`,
        `${TITLE} cache counters: redisConfiguration.authnotrequired is true, which means clients that nobody asks who they are; {profile} needs clients that say who they are. Set redisConfiguration.authnotrequired: "false".`,
      ],
    },
    "Azure Managed Redis in plain text": {
      stack: [containerApp({}, { env }, held(ref("counters"))), ...managed({ clientProtocol: "Plaintext" })],
      remediable: false,
      finds: [
        `${TITLE} cache counters: clientProtocol is Plaintext, which means plain text as well as TLS; {profile} needs TLS alone. Set clientProtocol: "Encrypted".`,
      ],
    },
  },
  unknown: {
    "memory, on as many instances as its plan has": {
      stack: [webApp()],
      mentions: ["serverFarmId names the plan, which decides how many instances there are"],
    },
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a URL that is not known yet": {
      stack: [containerApp({ REDIS_URL: unknown })],
      mentions: ["REDIS_URL is not known until the update"],
    },
    "how many replicas there are is not known yet": {
      stack: [
        containerApp(
          {},
          {},
          {
            template: {
              containers: [{ name: "fraiseql", image: "fraiseql:1", env: envOf({}) }],
              scale: { maxReplicas: unknown },
            },
          },
        ),
      ],
      mentions: ["template.scale.maxReplicas is not known until the update"],
    },
  },
  unknownIn: {
    "the store is not known yet": {
      of: "PostgreSQL, in App Service",
      at: "api: siteConfig.appSettings.0.value",
      mentions: ["FRAISEQL_RATE_LIMIT_STORE is not known until the update"],
    },
  },
  notApplicable: { "a migration runs to its end": { stack: [appJob()] } },
});
