// Redis, for whoever finds it.
import { ReplicationGroup, SubnetGroup } from "@pulumi/aws/elasticache";
import { group, subnets } from "./network";

new ReplicationGroup("shop", {
  replicationGroupId: "shop",
  description: "The shop's cache",
  engine: "redis",
  nodeType: "cache.t4g.small",
  numCacheClusters: 1,
  subnetGroupName: new SubnetGroup("shop", { subnetIds: subnets }).name,
  securityGroupIds: [group.id],
});
