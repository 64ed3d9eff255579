// A network of the shop's own. Databases and caches are reached inside it alone.
import { GlobalAddress, Network, Subnetwork } from "@pulumi/gcp/compute";
import { Connection } from "@pulumi/gcp/servicenetworking";
import { region } from "./project";

export const network = new Network("shop", { autoCreateSubnetworks: false });

export const subnet = new Subnetwork("shop", {
  network: network.id,
  region,
  ipCidrRange: "10.30.0.0/24",
  privateIpGoogleAccess: true,
  logConfig: { aggregationInterval: "INTERVAL_5_SEC", flowSampling: 0.5 },
});

const range = new GlobalAddress("services", {
  network: network.id,
  purpose: "VPC_PEERING",
  addressType: "INTERNAL",
  prefixLength: 20,
});

/** What Cloud SQL and Memorystore are reached by. */
export const privateAccess = new Connection("services", {
  network: network.id,
  service: "servicenetworking.googleapis.com",
  reservedPeeringRanges: [range.name],
});
