import { cases, ref, resource, secret, unknown } from "../../kit/cases";
import { api, envOf, service, task } from "../aws/workloads";

type Props = Readonly<Record<string, unknown>>;
const group = (props: Props = {}) =>
  resource("aws:elasticache/replicationGroup:ReplicationGroup", "redis", {
    description: "counters",
    engine: "valkey",
    ...props,
  });
const safe = { transitEncryptionEnabled: true, authToken: secret(unknown) };
/** The definitions are known, and made of the cache's endpoint. */
const using = task(
  ref(
    "redis",
    JSON.stringify([
      api({
        environment: envOf({ REDIS_URL: "rediss://master.redis.abc123.euw1.cache.amazonaws.com:6379" }),
      }),
    ]),
  ),
);
/** The definitions name a cache by its address, as it was copied from the console. */
const calling = (host: string) => task([api({ environment: envOf({ REDIS_URL: `rediss://${host}:6379` }) })]);
const UNSAFE = [
  "4.3 Rate limit store: cache redis: authToken is not set, which means clients that nobody asks for a password; {profile} needs authentication. Set authToken from a secret, or userGroupIds.",
  "4.3 Rate limit store: cache redis: transitEncryptionEnabled is not set, which means false; {profile} needs true. Set transitEncryptionEnabled: true.",
];

export default cases({
  requirement: "4.3-rate-limit-store",
  provider: "aws",
  valid: {
    "a replication group with TLS and a token": { stack: [using, service(), group(safe)] },
    "a replication group with TLS and users": {
      stack: [
        using,
        service(),
        group({ transitEncryptionEnabled: "true", userGroupIds: [ref("users")] }),
        resource("aws:elasticache/userGroup:UserGroup", "users", { engine: "valkey" }),
      ],
    },
    "a serverless cache with users": {
      stack: [
        using,
        service(),
        resource("aws:elasticache/serverlessCache:ServerlessCache", "redis", {
          engine: "valkey",
          userGroupId: unknown,
        }),
      ],
    },
    "a replication group that another program uses": {
      stack: [
        calling("master.shop.abc123.euw1.cache.amazonaws.com"),
        service(),
        group({ replicationGroupId: "shop", ...safe }),
        resource("aws:elasticache/replicationGroup:ReplicationGroup", "other", {
          description: "sessions",
          replicationGroupId: "shop-sessions",
        }),
      ],
    },
    "MemoryDB with a list of its own": {
      stack: [
        using,
        service(),
        resource("aws:memorydb/cluster:Cluster", "redis", { nodeType: "db.t4g.small", aclName: "app" }),
      ],
    },
  },
  invalid: {
    "a replication group by default": {
      stack: [using, service(), group({ engine: undefined })],
      finds: UNSAFE,
      remediable: false,
    },
    "a replication group, by its address": {
      stack: [
        calling("shop.abc123.ng.0001.euw1.cache.amazonaws.com"),
        service(),
        group({ replicationGroupId: "shop" }),
      ],
      finds: UNSAFE,
      remediable: false,
    },
    "a replication group, by its address for readers": {
      stack: [
        calling("replica.shop.abc123.euw1.cache.amazonaws.com"),
        service(),
        group({ replicationGroupId: "shop" }),
      ],
      finds: UNSAFE,
      remediable: false,
    },
    "a serverless cache, by its address": {
      stack: [
        calling("shop-abc123.serverless.euw1.cache.amazonaws.com"),
        service(),
        resource("aws:elasticache/serverlessCache:ServerlessCache", "redis", {
          engine: "redis",
          name: "shop",
        }),
      ],
      finds: [
        "4.3 Rate limit store: cache redis: userGroupId is not set, which means clients that nobody asks for a password; {profile} needs authentication. Set userGroupId to a group whose users have to authenticate.",
      ],
      remediable: false,
    },
    "MemoryDB, by its address": {
      stack: [
        calling("clustercfg.shop.abc123.memorydb.eu-west-1.amazonaws.com"),
        service(),
        resource("aws:memorydb/cluster:Cluster", "redis", {
          nodeType: "db.t4g.small",
          name: "shop",
          aclName: "open-access",
        }),
      ],
      finds: [
        "4.3 Rate limit store: cache redis: aclName is open-access, which means clients that nobody asks for a password; {profile} needs authentication.",
      ],
      remediable: false,
    },
    "a cluster that stands alone": {
      stack: [using, service(), resource("aws:elasticache/cluster:Cluster", "redis", { engine: "redis" })],
      finds: [
        "4.3 Rate limit store: cache redis: engine is redis, which means a cluster that stands alone, without authentication; {profile} needs authentication. Use an aws.elasticache.ReplicationGroup.",
        "4.3 Rate limit store: cache redis: engine is redis, which means a cluster that stands alone, without encryption in transit; {profile} needs encryption in transit. Use an aws.elasticache.ReplicationGroup.",
      ],
      remediable: false,
    },
    "a serverless cache without users": {
      stack: [
        using,
        service(),
        resource("aws:elasticache/serverlessCache:ServerlessCache", "redis", { engine: "redis" }),
      ],
      finds: [
        "4.3 Rate limit store: cache redis: userGroupId is not set, which means clients that nobody asks for a password; {profile} needs authentication. Set userGroupId to a group whose users have to authenticate.",
      ],
      remediable: false,
    },
    "MemoryDB that is open": {
      stack: [
        using,
        service(),
        resource("aws:memorydb/cluster:Cluster", "redis", {
          nodeType: "db.t4g.small",
          aclName: "open-access",
          tlsEnabled: false,
        }),
      ],
      finds: [
        "4.3 Rate limit store: cache redis: aclName is open-access, which means clients that nobody asks for a password; {profile} needs authentication.",
        "4.3 Rate limit store: cache redis: tlsEnabled is false; {profile} needs true. Set tlsEnabled: true.",
      ],
      remediable: false,
    },
  },
  unknown: {
    "TLS of a replication group": {
      stack: [using, service(), group({ ...safe, transitEncryptionEnabled: unknown })],
      mentions: ["transitEncryptionEnabled is not known until the update"],
    },
    "the list of MemoryDB": {
      stack: [
        using,
        service(),
        resource("aws:memorydb/cluster:Cluster", "redis", { nodeType: "db.t4g.small", aclName: unknown }),
      ],
      mentions: ["aclName is not known until the update"],
    },
    "a secondary of a global group": {
      stack: [using, service(), group({ globalReplicationGroupId: unknown, authToken: secret("x") })],
      mentions: ["transitEncryptionEnabled is not set, so that the primary of the global group decides"],
    },
  },
});
