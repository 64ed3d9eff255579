// Where everything is.
import * as pulumi from "@pulumi/pulumi";
import { getClientConfigOutput } from "@pulumi/azure-native/authorization";
import { ResourceGroup } from "@pulumi/azure-native/resources";

const NAME = "shop";

/** What is called so is so called nowhere else in Azure. */
export const globalName = new pulumi.Config().require("name");

export const { subscriptionId, tenantId } = getClientConfigOutput();
export const subscription = pulumi.interpolate`/subscriptions/${subscriptionId}`;

const group = new ResourceGroup("shop", { resourceGroupName: NAME, location: "germanywestcentral" });

/** The resource group and the region, as nearly every resource takes them. */
export const inGroup = { resourceGroupName: group.name, location: group.location };

/** The resource group alone, for what is part of another resource. */
export const ofGroup = { resourceGroupName: group.name };

/** The id of something in the group, which its name tells before it is there. */
export function idOf(type: string, name: string): pulumi.Output<string> {
  return pulumi.interpolate`${subscription}/resourceGroups/${NAME}/providers/${type}/${name}`;
}
