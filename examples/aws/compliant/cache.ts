// Valkey: what is cached, and the counters of the rate limit, which all tasks share.
import * as pulumi from "@pulumi/pulumi";
import { ReplicationGroup, SubnetGroup, User, UserGroup } from "@pulumi/aws/elasticache";
import { key } from "./key";
import { dataSubnets, vpc } from "./network";
import { securityGroup } from "./security-group";

/** Who may reach the cache. */
export const cacheGroup = securityGroup("cache", vpc, "The cache");

/** The application: it signs in with its role. Nobody else can, as the default user is off. */
export const cacheUser = new User("application", {
  userId: "shop-application",
  userName: "shop-application",
  engine: "valkey",
  accessString: "on ~* +@all -@dangerous",
  authenticationMode: { type: "iam" },
});
const nobody = new User("nobody", {
  userId: "shop-default",
  userName: "default",
  engine: "valkey",
  accessString: "off -@all",
  authenticationMode: { type: "no-password-required" },
});
const users = new UserGroup("shop", {
  userGroupId: "shop",
  engine: "valkey",
  userIds: [cacheUser.userId, nobody.userId],
});

export const cache = new ReplicationGroup("shop", {
  description: "The shop's cache",
  engine: "valkey",
  engineVersion: "8.0",
  nodeType: "cache.r7g.large",
  numCacheClusters: 2,
  automaticFailoverEnabled: true,
  multiAzEnabled: true,
  subnetGroupName: new SubnetGroup("shop", { subnetIds: pulumi.all(dataSubnets) }).name,
  securityGroupIds: [cacheGroup.id],
  transitEncryptionEnabled: true,
  transitEncryptionMode: "required",
  atRestEncryptionEnabled: true,
  kmsKeyId: key.arn,
  userGroupIds: [users.userGroupId],
});
