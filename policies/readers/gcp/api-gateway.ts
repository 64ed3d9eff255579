import { Fact } from "../../evaluation/fact";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { entryPoint, type EntryPoint } from "../../kinds/entry-point";
import { platformTls } from "../aws/platform-tls";

/** `gcp:apigateway/gateway:Gateway`: always HTTPS and public; the OpenAPI document of its configuration says where it leads. */
export const apiGateway = reader("gcp:apigateway/gateway:Gateway", entryPoint, (): EntryPoint => ({
  type: "API gateway",
  isInternal: Fact.given(false, ["gatewayId"]),
  workloads: () =>
    Listing.unknown({
      path: ["apiConfig"],
      why: "names a configuration whose backends stand in an OpenAPI document, which is not read",
    }),
  plainText: () => new Listing([]),
  tls: () => new Listing([platformTls("API Gateway", "its HTTPS endpoint")]),
}));
