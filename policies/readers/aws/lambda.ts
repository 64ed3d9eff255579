import { Fact } from "../../evaluation/fact";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { workload, type Container, type Mount } from "../../kinds/workload";
import { namesOf, tagsOf } from "./container";
import { securityGroupKeys } from "./security-group-keys";
import type { Inputs } from "../../evaluation/inputs";

/**
 * `aws:lambda/function:Function` with `packageType: "Image"`. Lambda runs every image as a user other than root, on a
 * read-only filesystem, with its memory limited; it adds and removes instances by itself.
 */
export const lambdaImage = reader("aws:lambda/function:Function", workload, (inputs) => {
  if (inputs.string("packageType", { whenAbsent: "Zip" }).value !== "Image") return undefined;
  return {
    identity: { type: "Function", name: inputs.string("name"), namespace: inputs.string("region") },
    isLongRunning: false,
    isWindows: false,
    get labels() {
      return { app: inputs.string("name").value ?? "", ...tagsOf(inputs) };
    },
    podLabels: {},
    podLabelsComplete: true,
    get containers() {
      return new Listing([imageContainer(inputs)]);
    },
    replicas: new Fact<number>({ is: "absent" }, []),
    get securityGroups() {
      return inputs.references("vpcConfig.securityGroupIds");
    },
    networkKeys: securityGroupKeys,
    keepsData: false,
    get networkDecidedElsewhere() {
      return inputs.has("vpcConfig") ? undefined : "a function outside a VPC has no security groups";
    },
    cannotScale: "Lambda scales a function by itself",
  };
});

function imageContainer(inputs: Inputs): Container {
  return {
    name: "image",
    path: [],
    role: "main",
    get image() {
      return inputs.string("imageUri");
    },
    get environment() {
      return namesOf(inputs, "environment.variables");
    },
    declaresPorts: false,
    runAsNonRoot: Fact.given(true),
    readOnlyRootFilesystem: Fact.given(true),
    get mounts() {
      return inputs.list("fileSystemConfig").map(fileSystemMount);
    },
  };
}

/** A file system outlives the function, which can write to it as far as its access point allows. */
function fileSystemMount(config: Inputs): Mount {
  return {
    path: config.path,
    get mountPath() {
      return config.string("localMountPath");
    },
    readOnly: Fact.unknown(config.path, "is writable as far as its access point allows"),
    storage: "claim",
  };
}
