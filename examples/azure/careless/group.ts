// Where everything is.
import * as pulumi from "@pulumi/pulumi";
import { getClientConfigOutput } from "@pulumi/azure-native/authorization";
import { ResourceGroup } from "@pulumi/azure-native/resources";

export const { subscriptionId, tenantId } = getClientConfigOutput();
export const subscription = pulumi.interpolate`/subscriptions/${subscriptionId}`;

const group = new ResourceGroup("shop", { resourceGroupName: "shop", location: "germanywestcentral" });

export const inGroup = { resourceGroupName: group.name, location: group.location };
export const ofGroup = { resourceGroupName: group.name };
