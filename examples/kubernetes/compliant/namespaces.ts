import { Namespace } from "@pulumi/kubernetes/core/v1";

/** Where FraiseQL runs. */
export const shop = new Namespace("shop", { metadata: { name: "shop" } }).metadata.name;

/** Where its data in the cluster is. */
export const data = new Namespace("shop-data", { metadata: { name: "shop-data" } }).metadata.name;
