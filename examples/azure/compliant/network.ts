// A network of the shop's own. Databases, caches and secrets are reached inside it alone.
import * as pulumi from "@pulumi/pulumi";
import {
  NetworkSecurityGroup,
  PrivateDnsZoneGroup,
  PrivateEndpoint,
  Subnet,
  VirtualNetwork,
  type SubnetArgs,
} from "@pulumi/azure-native/network";
import { PrivateZone, VirtualNetworkLink } from "@pulumi/azure-native/privatedns";
import { inGroup, ofGroup } from "./group";
import { isRestricted } from "./profile";

/** Who may come, where the profile asks for a list. */
export const clientRanges = new pulumi.Config().require("clientRanges").split(",");

const network = new VirtualNetwork("shop", {
  ...inGroup,
  addressSpace: { addressPrefixes: ["10.40.0.0/16"] },
});

const into = (ports: string[], priority: number) => ({
  priority,
  direction: "Inbound",
  access: "Allow",
  protocol: "Tcp",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRanges: ports,
});

const atEdge = new NetworkSecurityGroup("edge", {
  ...inGroup,
  securityRules: [
    {
      name: "clients",
      ...into(["443", "80"], 100),
      ...(isRestricted ? { sourceAddressPrefixes: clientRanges } : { sourceAddressPrefix: "Internet" }),
    },
    // Azure looks after the gateway through these.
    { name: "azure", ...into(["65200-65535"], 110), sourceAddressPrefix: "GatewayManager" },
  ],
});

/** Who is not in the network, is not let in. */
const inside = new NetworkSecurityGroup("inside", inGroup);

function subnet(
  name: string,
  addressPrefix: string,
  group: NetworkSecurityGroup,
  more: Pick<SubnetArgs, "delegations"> = {},
): Subnet {
  return new Subnet(name, {
    ...ofGroup,
    virtualNetworkName: network.name,
    addressPrefix,
    networkSecurityGroup: { id: group.id },
    ...more,
  });
}

const forService = (serviceName: string) => ({ delegations: [{ name: "service", serviceName }] });

export const edge = subnet("edge", "10.40.0.0/24", atEdge);
export const apps = subnet("apps", "10.40.2.0/23", inside, forService("Microsoft.App/environments"));
export const data = subnet(
  "data",
  "10.40.4.0/24",
  inside,
  forService("Microsoft.DBforPostgreSQL/flexibleServers"),
);
const endpoints = subnet("endpoints", "10.40.5.0/24", inside);

/** A zone of names, and the link by which the network knows them. */
export function zone(name: string, privateZoneName: pulumi.Input<string>) {
  const made = new PrivateZone(name, { ...ofGroup, location: "global", privateZoneName });
  const link = new VirtualNetworkLink(name, {
    ...ofGroup,
    location: "global",
    privateZoneName: made.name,
    virtualNetwork: { id: network.id },
    registrationEnabled: false,
  });
  return { zone: made, link };
}

/** Gives a service of Azure's an address in the network, under its own name. What calls it there depends on this. */
export function reachedInside(
  name: string,
  service: pulumi.Input<string>,
  part: string,
  zoneName: string,
): pulumi.Resource {
  const endpoint = new PrivateEndpoint(name, {
    ...inGroup,
    subnet: { id: endpoints.id },
    privateLinkServiceConnections: [{ name, privateLinkServiceId: service, groupIds: [part] }],
  });
  return new PrivateDnsZoneGroup(name, {
    ...ofGroup,
    privateEndpointName: endpoint.name,
    privateDnsZoneConfigs: [{ name, privateDnsZoneId: zone(name, zoneName).zone.id }],
  });
}
