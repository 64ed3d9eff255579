import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { entryPoint, type EntryPoint } from "../../kinds/entry-point";
import { ownWorkload } from "./own-workload";
import { platformTls } from "./platform-tls";

const PUBLIC = "networkConfiguration.ingressConfiguration.isPubliclyAccessible";

/** `aws:apprunner/service:Service`: always HTTPS, with health checks and timeouts of App Runner's own. */
export const appRunnerEntryPoint = reader(
  "aws:apprunner/service:Service",
  entryPoint,
  (inputs): EntryPoint => ({
    type: "App Runner service",
    get isInternal() {
      return inputs.boolean(PUBLIC, { whenAbsent: true }).map((isPublic) => !isPublic);
    },
    workloads: ownWorkload,
    plainText: () => new Listing([]),
    tls: () => new Listing([platformTls("App Runner", "its HTTPS endpoint")]),
    firewallKeys: ({ resource }) => [resource.urn],
  }),
);
