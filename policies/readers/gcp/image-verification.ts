import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import {
  aboutOther,
  allOf,
  anyOf,
  pass,
  undetermined,
  violation,
  type Outcome,
} from "../../evaluation/outcome";
import type { Path, PathLike } from "../../evaluation/path";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import { imageVerification, type ImageVerification } from "../../kinds/image-verification";
import { partOf, type Part } from "../aws/parts";
import { Lacking } from "../kubernetes/lacking";

const admissionPolicyPart = kind<Part>("admission policy");
const clusterPart = kind<Part>("GKE cluster");

/** `gcp:binaryauthorization/policy:Policy`: the one policy of a project. */
export const binaryAuthorizationRules = reader(
  "gcp:binaryauthorization/policy:Policy",
  admissionPolicyPart,
  partOf,
);

/** `gcp:container/cluster:Cluster`, as far as it asks Binary Authorization. */
export const binaryAuthorizationCluster = reader("gcp:container/cluster:Cluster", clusterPart, partOf);

/** The same policy as it verifies the images of workloads in GKE clusters of the stack that ask it. */
export const binaryAuthorization = reader(
  "gcp:binaryauthorization/policy:Policy",
  imageVerification,
  (inputs): ImageVerification => ({
    refusesUnsigned: (image, target, _, stack) => {
      if (!target.resource.type.startsWith("kubernetes:")) return undefined;
      const clusters = stack.subjects(clusterPart);
      // A cluster that is not in the stack, or does not ask, may still verify images in another way.
      if (!clusters.some(({ thing }) => asks(thing.inputs).value === true)) return undefined;
      const all = clusters.map(({ thing, resource }) =>
        aboutOther(`cluster ${resource.name}`, asks(thing.inputs).is(true)),
      );
      return allOf(...all, byClusters(inputs), isNotExcepted(inputs, image));
    },
  }),
);

/** A Cloud Run service or job as it asks Binary Authorization itself. */
export const cloudRunAdmission = reader(
  [
    "gcp:cloudrunv2/service:Service",
    "gcp:cloudrunv2/job:Job",
    "gcp:cloudrunv2/workerPool:WorkerPool",
    "gcp:cloudrun/service:Service",
  ],
  imageVerification,
  (inputs, { type }): ImageVerification => ({
    refusesUnsigned: (image, target, self, stack) => {
      if (target.resource !== self.resource) return undefined;
      const setting = type === "gcp:cloudrun/service:Service" ? settingV1(inputs) : settingV2(inputs);
      const policies = stack.subjects(admissionPolicyPart);
      // Neither says anything: whoever runs the project may still decide.
      if (!setting.isSet && policies.length === 0) return undefined;
      return allOf(setting.asks, ...setting.exceptions, byPolicy(setting, image, policies));
    },
  }),
);

function asks(inputs: Inputs): Fact<boolean> {
  return inputs
    .string("binaryAuthorization.evaluationMode", { whenAbsent: "DISABLED" })
    .map((mode) => mode === "PROJECT_SINGLETON_POLICY_ENFORCE", {
      says: (does) => (does ? "Binary Authorization" : "no verification"),
      write: () => "PROJECT_SINGLETON_POLICY_ENFORCE",
    });
}

/** Whether a Cloud Run workload asks for verification, and how. */
interface Setting {
  readonly isSet: boolean;
  readonly asks: Outcome;
  readonly exceptions: readonly Outcome[];
  /** Names a policy of its own, in place of the project's. */
  readonly own?: Fact<string>;
  readonly path: Path;
}

function settingV2(inputs: Inputs): Setting {
  const block = inputs.at("binaryAuthorization");
  const policy = block.string("policy");
  const usesDefault = block.boolean("useDefault", { whenAbsent: false });
  const named = policy.state.is === "known" || policy.state.is === "unknown";
  return {
    isSet: inputs.has("binaryAuthorization"),
    asks: named ? anyOf(usesDefault.is(true), policy.isPresent()) : usesDefault.is(true),
    exceptions: [breaksGlass(block, "breakglassJustification")],
    ...(named && usesDefault.value !== true ? { own: policy } : {}),
    path: block.path,
  };
}

const ANNOTATION = ["metadata", "annotations", "run.googleapis.com/binary-authorization"];

function settingV1(inputs: Inputs): Setting {
  const policy = inputs.string(ANNOTATION);
  return {
    isSet: inputs.has(ANNOTATION),
    asks: policy.satisfies(() => true, "default", "default"),
    exceptions: [
      breaksGlass(inputs, ["metadata", "annotations", "run.googleapis.com/binary-authorization-breakglass"]),
    ],
    ...(policy.isKnown && policy.value !== "default" ? { own: policy } : {}),
    path: ANNOTATION,
  };
}

function breaksGlass(inputs: Inputs, path: PathLike): Outcome {
  const { untold } = inputs.presence(path);
  if (untold) return undetermined(untold);
  const justification = inputs.string(path);
  return justification.isAbsent || justification.value === ""
    ? pass
    : new Lacking<string>(justification.path, {
        says: "is set, which lets every image in",
        needs: "no exception",
        advice: "Remove it once the emergency is over.",
      }).isPresent();
}

function byPolicy({ own, path }: Setting, image: string, policies: readonly Subject<Part>[]): Outcome {
  if (own) {
    return undetermined({ path: own.path, why: "names a policy for Cloud Run, which is not read" });
  }
  if (policies.length === 0) {
    return undetermined({ path, why: "asks the project's policy, which is not in this stack" });
  }
  return anyOf(
    ...policies.map(({ resource, thing }) =>
      aboutOther(`Binary Authorization policy ${resource.name}`, refusesUnsigned(thing.inputs, image)),
    ),
  );
}

/** The rule of the project demands an attestation and blocks what has none, and the image is not excepted. */
function refusesUnsigned(inputs: Inputs, image: string): Outcome {
  return allOf(demandsAttestation(inputs.at("defaultAdmissionRule")), isNotExcepted(inputs, image));
}

/** A cluster may have a rule of its own; which one a workload is in is not known. */
function byClusters(inputs: Inputs): Outcome {
  const rules = inputs.list("clusterAdmissionRules");
  const ofDefault = demandsAttestation(inputs.at("defaultAdmissionRule"));
  if (rules.isEmpty) return ofDefault;
  const each = [ofDefault, rules.every(demandsAttestation)];
  const mixed = each.some(({ result }) => result === "pass") && each.some(({ result }) => result !== "pass");
  return mixed
    ? undetermined({ path: rules.path ?? ["clusterAdmissionRules"], why: "differ from the default rule" })
    : allOf(...each);
}

function demandsAttestation(rule: Inputs): Outcome {
  const mode = rule.string("evaluationMode");
  if (mode.value === "ALWAYS_DENY") return pass;
  return allOf(
    mode.is("REQUIRE_ATTESTATION"),
    rule.string("enforcementMode").is("ENFORCED_BLOCK_AND_AUDIT_LOG"),
    namesAttestor(rule),
  );
}

function namesAttestor(rule: Inputs): Outcome {
  const attestors = rule.strings("requireAttestationsBies");
  return attestors.isEmpty
    ? violation({ path: rule.at("requireAttestationsBies").path, says: "names no attestor" })
    : attestors.some(() => pass, "it names no attestor");
}

function isNotExcepted(inputs: Inputs, image: string): Outcome {
  const patterns = inputs.list("admissionWhitelistPatterns").map((it) => it.string("namePattern"));
  return allOf(
    pass,
    patterns.every((pattern) =>
      pattern.satisfies((text) => !matches(text, image), "no pattern that matches the image"),
    ),
  );
}

/** `*` stands for a part of a path at the end, `**` for any number of parts. */
function matches(pattern: string, image: string): boolean {
  const expression = pattern
    .split("**")
    .map((some) =>
      some
        .split("*")
        .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
        .join("[^/]*"),
    )
    .join(".*");
  return new RegExp(`^${expression}([:@].*)?$`).test(image);
}
