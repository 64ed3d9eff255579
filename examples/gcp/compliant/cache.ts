// Valkey, which all instances of the application count and cache in.
import * as pulumi from "@pulumi/pulumi";
import { Instance } from "@pulumi/gcp/redis";
import { encryptsFor, key } from "./key";
import { network, privateAccess } from "./network";
import { region } from "./project";

export const cache = new Instance(
  "shop",
  {
    region,
    tier: "STANDARD_HA",
    memorySizeGb: 1,
    redisVersion: "REDIS_7_2",
    authEnabled: true,
    transitEncryptionMode: "SERVER_AUTHENTICATION",
    connectMode: "PRIVATE_SERVICE_ACCESS",
    authorizedNetwork: network.id,
    customerManagedKey: key.id,
  },
  { dependsOn: [privateAccess, encryptsFor("redis", "cloud-redis")] },
);

/** The cache as the application is told it, with its password. */
export const cacheUrl = pulumi.secret(
  pulumi.interpolate`rediss://:${cache.authString}@${cache.host}:${cache.port}/0`,
);
