// Azure Managed Redis, which all replicas of the application count and cache in.
import * as pulumi from "@pulumi/pulumi";
import { Database, RedisEnterprise, listDatabaseKeysOutput } from "@pulumi/azure-native/redisenterprise";
import { inGroup, ofGroup } from "./group";
import { as, storing } from "./identity";
import { mayEncrypt, newestKey } from "./key";
import { reachedInside } from "./network";

const PORT = 10_000;

const cluster = new RedisEnterprise(
  "shop",
  {
    ...inGroup,
    sku: { name: "Balanced_B1" },
    highAvailability: "Enabled",
    minimumTlsVersion: "1.2",
    publicNetworkAccess: "Disabled",
    identity: as(storing),
    encryption: {
      customerManagedKeyEncryption: {
        keyEncryptionKeyUrl: newestKey,
        keyEncryptionKeyIdentity: {
          identityType: "userAssignedIdentity",
          userAssignedIdentityResourceId: storing.id,
        },
      },
    },
  },
  { dependsOn: mayEncrypt },
);

const cache = new Database("shop", {
  ...ofGroup,
  clusterName: cluster.name,
  databaseName: "default",
  port: PORT,
  clientProtocol: "Encrypted",
  clusteringPolicy: "EnterpriseCluster",
  evictionPolicy: "VolatileLRU",
  accessKeysAuthentication: "Enabled",
});

reachedInside("cache", cluster.id, "redisEnterprise", "privatelink.redis.azure.net");

const { primaryKey } = listDatabaseKeysOutput({
  ...ofGroup,
  clusterName: cluster.name,
  databaseName: cache.name,
});

/** The cache as the application is told it, with its key. */
export const cacheUrl = pulumi.secret(
  pulumi.interpolate`rediss://:${primaryKey}@${cluster.hostName}:${PORT}/0`,
);
