import { Fact } from "../../evaluation/fact";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { workload, type Container, type Mount } from "../../kinds/workload";
import { lambdaAdvice } from "./advice";
import { namesOf, once, tagsOf } from "./container";
import { mappedEnvironment } from "./environment";
import { securityGroupKeys } from "./security-group-keys";
import type { Inputs } from "../../evaluation/inputs";

/**
 * `aws:lambda/function:Function`. Lambda runs every function as a user other than root, on a read-only filesystem, with
 * its memory limited; it adds and removes instances by itself. A function ends with its request.
 */
export const lambdaFunction = reader("aws:lambda/function:Function", workload, (inputs) => ({
  identity: { type: "Function", name: inputs.string("name"), namespace: inputs.string("region") },
  isLongRunning: false,
  isWindows: false,
  get labels() {
    // The application comes as an image; a helper of its name does not run it.
    return isImage(inputs) ? { app: inputs.string("name").value ?? "", ...tagsOf(inputs) } : tagsOf(inputs);
  },
  podLabels: {},
  podLabelsComplete: true,
  get containers() {
    return new Listing([functionContainer(inputs)]);
  },
  replicas: new Fact<number>({ is: "absent" }, []),
  get securityGroups() {
    return inputs.references("vpcConfig.securityGroupIds");
  },
  networkKeys: securityGroupKeys,
  advice: lambdaAdvice,
  keepsData: false,
  get networkDecidedElsewhere() {
    return inputs.has("vpcConfig") ? undefined : "a function outside a VPC has no security groups";
  },
  cannotScale: "Lambda scales a function by itself",
}));

/** The function's image, or, for one of a zip file, its code alone. */
function functionContainer(inputs: Inputs): Container {
  return {
    name: isImage(inputs) ? "image" : "code",
    path: [],
    role: "main",
    get image() {
      return inputs.string("imageUri");
    },
    get environment() {
      return isImage(inputs) ? namesOf(inputs, "environment.variables") : new Listing<string>([]);
    },
    environmentIn: once(() => mappedEnvironment(inputs, "environment.variables")),
    get commandLine() {
      return Listing.of(inputs.strings("imageConfig.entryPoints"), inputs.strings("imageConfig.commands"));
    },
    declaresPorts: false,
    // Code from a zip file is no container.
    ...(isImage(inputs) ? { runAsNonRoot: Fact.given(true), readOnlyRootFilesystem: Fact.given(true) } : {}),
    get mounts() {
      return inputs.list("fileSystemConfig").map(fileSystemMount);
    },
  };
}

function isImage(inputs: Inputs): boolean {
  return inputs.string("packageType", { whenAbsent: "Zip" }).value === "Image";
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
