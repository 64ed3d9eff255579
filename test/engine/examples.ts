import * as path from "path";
import type { ProfileName } from "../../profiles";
import type { EngineRun, EngineWorkspace } from "./harness";

/** A program of `examples/`. */
export interface Example {
  readonly name: string;
  /** Its folder, as seen from the repository's. */
  readonly folder: string;
  /** Whether it complies with every profile. */
  readonly complies: boolean;
  /** Why its profile was chosen, where it says so. */
  readonly justification?: string;
  /** The file with the policies' configuration, in its folder. */
  readonly policyConfig?: string;
}

/** This repository, which is a policy pack. */
export const ROOT = path.resolve(
  path.dirname(require.resolve("@pulumi/policy/package.json")),
  "..",
  "..",
  "..",
);

export const examples = {
  careless: { name: "careless", folder: "examples/careless", complies: false },
  compliant: {
    name: "compliant",
    folder: "examples/compliant",
    complies: true,
    justification: "The shop stores names and addresses of customers in the EU.",
    policyConfig: "policy-config.json",
  },
} as const satisfies Record<string, Example>;

/** `pulumi preview` of an example, in a stack that is configured for a profile, with this repository's policy pack. */
export function previewExample(
  workspace: EngineWorkspace,
  { name, folder, justification, policyConfig }: Example,
  profile: ProfileName,
): Promise<EngineRun> {
  return workspace.preview(path.join(ROOT, folder), {
    stack: `${name}-${profile.toLowerCase()}`,
    policyPack: ROOT,
    config: {
      "fraiseql-checklist:profile": profile,
      ...(justification === undefined ? {} : { "fraiseql-checklist:justification": justification }),
    },
    ...(policyConfig === undefined ? {} : { policyPackConfig: path.join(ROOT, folder, policyConfig) }),
  });
}
