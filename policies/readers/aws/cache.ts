import { Fact, type FactFormat } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { cache, type Cache } from "../../kinds/cache";
import type { DataAtRest } from "../../kinds/data-at-rest";
import { advised } from "../advised-fact";
import { customerKey, encryption } from "../data-at-rest";
import { inDefaultSubnets, inPrivateSubnets, subnetsArePrivate } from "./subnet";

const authentication: FactFormat<boolean> = {
  says: (asks) => (asks ? "authentication" : "clients that nobody asks for a password"),
  fixable: false,
};

/**
 * `aws:elasticache/replicationGroup:ReplicationGroup`. Redis encrypts nothing unless told to; Valkey encrypts what it
 * stores. A secondary of a global group has what its primary has.
 */
export const elastiCacheGroup = reader(
  "aws:elasticache/replicationGroup:ReplicationGroup",
  cache,
  (inputs): Cache => {
    const followsPrimary = inputs.has("globalReplicationGroupId");
    const own = (property: string, format: FactFormat<boolean> = {}): Fact<boolean> =>
      followsPrimary && !inputs.has(property)
        ? Fact.unknown([property], "is not set, so that the primary of the global group decides")
        : byEngine(inputs, property, format);
    return {
      isAt: (host) => isEndpoint(host, inputs.string("replicationGroupId")),
      encryptsInTransit: () => own("transitEncryptionEnabled"),
      requiresAuth: () => {
        const token = firstSet(inputs, ["authToken", "authTokenWo", "userGroupIds"]);
        return token ?? absent("authToken", "Set authToken from a secret, or userGroupIds.");
      },
      storage: () =>
        new Listing([
          {
            get encrypted() {
              return own("atRestEncryptionEnabled", encryption);
            },
            get customerManagedKey() {
              return customerKey(inputs, "kmsKeyId");
            },
          },
        ]),
      inPrivateSubnets: (self, stack) => inPrivateSubnets(inputs.reference("subnetGroupName"), self, stack),
    };
  },
);

/** Valkey encrypts what it stores unless told not to; nothing else is encrypted unless told to. */
function byEngine(inputs: Inputs, property: string, format: FactFormat<boolean>): Fact<boolean> {
  const engine = inputs.string("engine", { whenAbsent: "redis" });
  if (!inputs.has(property) && engine.state.is === "unknown") {
    return Fact.unknown(engine.path, `decides ${property}, and ${engine.state.why}`);
  }
  const isOn = property === "atRestEncryptionEnabled" && engine.value === "valkey";
  return inputs.boolean(property, { ...format, whenAbsent: isOn });
}

/** `aws:elasticache/cluster:Cluster` of Redis that stands alone: it knows neither encryption nor passwords. */
export const elastiCacheCluster = reader("aws:elasticache/cluster:Cluster", cache, (inputs) => {
  // A member of a replication group is as its group is; Memcached shares no counters.
  if (inputs.has("replicationGroupId") || inputs.string("engine").value === "memcached") return undefined;
  const engine = inputs.string("engine", { whenAbsent: "redis" });
  const lacks = (what: string) =>
    advised(
      engine.map(() => false, {
        says: (has) => (has ? what : `a cluster that stands alone, without ${what}`),
        fixable: false,
      }),
      "Use an aws.elasticache.ReplicationGroup.",
    );
  return {
    isAt: (host) => isEndpoint(host, inputs.string("clusterId")),
    encryptsInTransit: () => lacks("encryption in transit"),
    requiresAuth: () => lacks("authentication"),
    storage: () =>
      new Listing([{ encrypted: lacks("encryption"), customerManagedKey: lacks("a customer-managed key") }]),
    inPrivateSubnets: (self, stack) => inPrivateSubnets(inputs.reference("subnetGroupName"), self, stack),
  };
});

/** `aws:elasticache/serverlessCache:ServerlessCache`: always encrypted; without a user group it asks nobody. */
export const elastiCacheServerless = reader(
  "aws:elasticache/serverlessCache:ServerlessCache",
  cache,
  (inputs): Cache | undefined =>
    inputs.string("engine").value === "memcached"
      ? undefined
      : {
          isAt: (host) => isEndpoint(host, inputs.string("name")),
          encryptsInTransit: () => Fact.given(true),
          requiresAuth: () =>
            firstSet(inputs, ["userGroupId"]) ??
            absent("userGroupId", "Set userGroupId to a group whose users have to authenticate."),
          storage: () => new Listing([alwaysEncrypted(inputs, "kmsKeyId")]),
          inPrivateSubnets: (self, stack) => {
            const subnets = inputs.references("subnetIds");
            return subnets.isEmpty
              ? inDefaultSubnets(inputs.presence("subnetIds"))
              : subnetsArePrivate(subnets, self, stack);
          },
        },
);

/** `aws:memorydb/cluster:Cluster`: always encrypted where it stores; the list named open-access asks nobody. */
export const memoryDbCluster = reader("aws:memorydb/cluster:Cluster", cache, (inputs) => ({
  isAt: (host) => isEndpoint(host, inputs.string("name")),
  encryptsInTransit: () => inputs.boolean("tlsEnabled", { whenAbsent: true }),
  requiresAuth: () => {
    const list = inputs.string("aclName");
    return list.map((name) => name !== "open-access", authentication);
  },
  storage: () => new Listing([alwaysEncrypted(inputs, "kmsKeyArn")]),
  inPrivateSubnets: (self, stack) => inPrivateSubnets(inputs.reference("subnetGroupName"), self, stack),
}));

/** `master.NAME.hash.euw1.cache.amazonaws.com`, `NAME-hash.serverless...`, `clustercfg.NAME.hash.memorydb...`. */
function isEndpoint(host: string, { value: name }: Fact<string>): boolean {
  const labels = host.toLowerCase().split(".");
  const [first, second] = ROLES.includes(labels[0] ?? "") ? labels.slice(1) : labels;
  const isServed = labels.includes("cache") || labels.includes("memorydb");
  return (
    name !== undefined &&
    isServed &&
    (second === "serverless" ? first?.replace(/-[^-]+$/, "") : first) === name.toLowerCase()
  );
}

const ROLES = ["master", "replica", "clustercfg"];

function alwaysEncrypted(inputs: Inputs, key: string): DataAtRest {
  return {
    encrypted: Fact.given(true),
    get customerManagedKey() {
      return customerKey(inputs, key);
    },
  };
}

/** That one of the properties is set, known or not. */
function firstSet(inputs: Inputs, properties: readonly string[]): Fact<boolean> | undefined {
  const set = properties.find((property) => inputs.presence(property).state.is !== "absent");
  if (set === undefined) return undefined;
  const { state, path } = inputs.presence(set);
  return new Fact(state, path, authentication);
}

function absent(property: string, advice: string): Fact<boolean> {
  return advised(new Fact({ is: "absent", value: false }, [property], authentication), advice);
}
