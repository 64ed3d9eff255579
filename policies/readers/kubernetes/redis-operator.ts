import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { undetermined, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { cache } from "../../kinds/cache";
import type { DataAtRest } from "../../kinds/data-at-rest";
import { storageOfClaim } from "./claim";
import { identityOf } from "./identity";
import { Lacking } from "./lacking";
import { hostNames } from "./pod-privacy";
import { privacyOfOperatorService } from "./service-privacy";

/** Opstree's operator: a password and TLS come from the secrets that the resource names. */
export const opstreeRedis = reader(
  [
    "kubernetes:redis.redis.opstreelabs.in/*:Redis",
    "kubernetes:redis.redis.opstreelabs.in/*:RedisCluster",
    "kubernetes:redis.redis.opstreelabs.in/*:RedisReplication",
  ],
  cache,
  (object) => ({
    encryptsInTransit: () => named(object, "spec.TLS.secret", NO_TLS),
    requiresAuth: () => {
      const extra = ["spec.redisConfig", "spec.redisLeader.redisConfig"].find((path) =>
        object.has(`${path}.additionalRedisConfig`),
      );
      const users = object.presence("spec.acl");
      if (users.value === true) return users;
      const secret = named(object, "spec.kubernetesConfig.redisSecret", NO_AUTH);
      return extra && secret.isAbsent
        ? Fact.unknown(
            secret.path,
            "is not set, and the additional configuration that may set a password is not read",
          )
        : secret;
    },
    storage: (self, stack) => claimed(object, "spec.storage", "volumeClaimTemplate.spec", self, stack),
    isPrivate: () => privacyOfOpstree(object),
    hosts: (from) => hostsFrom(object, from, ["", "-leader", "-master"]),
  }),
);

/** Spotahome's operator knows passwords; TLS only by lines of configuration of one's own. */
export const spotahomeRedis = reader(
  "kubernetes:databases.spotahome.com/*:RedisFailover",
  cache,
  (object) => ({
    encryptsInTransit: () => {
      const lines = object.strings("spec.redis.customConfig");
      const path = ["spec", "redis", "customConfig"];
      if (lines.items.some(({ value }) => /^\s*tls-port\s+[1-9]/.test(value ?? "")))
        return Fact.given(true, path);
      return lines.missing || lines.items.some((line) => !line.isDecided)
        ? Fact.unknown<boolean>(path, lines.missing?.why ?? "is not known until the update")
        : new Lacking<boolean>(path, NO_TLS_PORT);
    },
    requiresAuth: () => named(object, "spec.auth.secretPath", NO_AUTH),
    storage: (self, stack) =>
      claimed(object, "spec.redis.storage", "persistentVolumeClaim.spec", self, stack),
    hosts: (from) => hostsFrom(object, from, ["rfr-", "rfrm-", "rfs-"], true),
  }),
);

/** Dragonfly's own operator. */
export const dragonflyOperator = reader("kubernetes:dragonflydb.io/*:Dragonfly", cache, (object) => ({
  encryptsInTransit: () => named(object, "spec.tlsSecretRef", NO_TLS),
  requiresAuth: () => {
    const clients = object.presence("spec.authentication.clientCaCertSecret");
    return clients.value === true
      ? clients
      : named(object, "spec.authentication.passwordFromSecret", NO_AUTH);
  },
  storage: (self, stack) => claimed(object, "spec.snapshot", "persistentVolumeClaimSpec", self, stack),
  isPrivate: () => privacyOfOperatorService(object.at("spec.serviceSpec")),
  hosts: (from) => hostsFrom(object, from, [""]),
}));

const NO_TLS = {
  says: "is not set, so that everything is sent in plain text",
  needs: "a certificate for TLS",
};
const NO_TLS_PORT = {
  says: "has no tls-port, so that everything is sent in plain text",
  needs: "TLS: tls-port, with a certificate",
};
const NO_AUTH = {
  says: "is not set, so that whoever reaches it reads and writes",
  needs: "a secret that holds a password",
};

/** Whether a reference to a secret is set. */
function named(
  object: Inputs,
  path: string,
  otherwise: { readonly says: string; readonly needs: string },
): Fact<boolean> {
  const presence = object.presence(path);
  return presence.isAbsent ? new Lacking<boolean>(presence.path, otherwise) : presence;
}

/** The volume that a section claims; without one, nothing outlives the pods. */
function claimed(
  object: Inputs,
  section: string,
  claim: string,
  self: Subject<unknown>,
  stack: StackView,
): Listing<DataAtRest> {
  const presence = object.presence(`${section}.${claim}`);
  if (presence.state.is === "unknown")
    return Listing.unknown({ path: presence.path, why: presence.state.why });
  return new Listing(
    presence.value === true ? [storageOfClaim(object.at(`${section}.${claim}`), self, stack)] : [],
  );
}

/** The Service that the operator makes: its type, and annotations that may make it internal. */
function privacyOfOpstree(object: Inputs): Outcome {
  const service = object.at("spec.kubernetesConfig.service");
  const type = object
    .string("spec.kubernetesConfig.serviceType")
    .orElse(service.string("serviceType", { whenAbsent: "ClusterIP" }));
  const inside = type.satisfies(
    (text) => text === "ClusterIP",
    "no way in from public networks",
    "ClusterIP",
  );
  return inside.result === "violation" && type.value === "LoadBalancer" && service.has("annotations")
    ? undetermined({
        path: type.path,
        why: 'is "LoadBalancer", and whether its annotations make that an internal one is not read',
      })
    : inside;
}

/** The Services that an operator makes, by what it puts after the resource's name, or before it. */
function hostsFrom(
  object: Inputs,
  from: Subject<unknown>,
  affixes: readonly string[],
  before = false,
): Listing<string> {
  const { name, namespace } = identityOf(object);
  return Listing.of(
    ...affixes.map((affix) =>
      hostNames({ name: name.map((own) => (before ? `${affix}${own}` : `${own}${affix}`)), namespace }, from),
    ),
  );
}
