import * as path from "path";
import type { Provider } from "../../policies/evaluation/requirement";
import type { ProfileName } from "../../profiles";
import type { EngineRun, EngineWorkspace } from "./harness";

/** A program of `examples/`. */
export interface Example {
  readonly name: "careless" | "compliant";
  /** Its folder, as seen from the repository's. */
  readonly folder: string;
  /** Whether it complies with every profile. */
  readonly complies: boolean;
  /** Why its profile was chosen, where it says so. */
  readonly justification?: string;
  /** The file with the policies' configuration, in its folder. */
  readonly policyConfig?: string;
}

/** The same stack twice: as it is often first deployed, and as the checklist wants it. */
export interface ExamplePair {
  /** Whose resources are in it. Every requirement that one of them can show is broken by the careless program. */
  readonly providers: readonly Provider[];
  readonly careless: Example;
  readonly compliant: Example;
  /** Requirements that the careless program keeps, each with the reason: the platform sees to them. */
  readonly keeps: Readonly<Record<string, string>>;
}

/** This repository, which is a policy pack. */
export const ROOT = path.resolve(
  path.dirname(require.resolve("@pulumi/policy/package.json")),
  "..",
  "..",
  "..",
);

/** The folders of `examples/`, each with a careless and a compliant program. */
export const examples = {
  // A cluster, with databases on AWS and the analysts' copy on Google Cloud.
  kubernetes: pair("kubernetes", ["kubernetes", "aws", "gcp"], { policyConfig: "policy-config.json" }),
  aws: pair("aws", ["aws"], { policyConfig: "policy-config.json" }),
  gcp: pair("gcp", ["gcp"], {}, { "7.2-resource-limits": "Cloud Run sets limits where a program does not." }),
  azure: pair(
    "azure",
    ["azure"],
    {},
    { "7.2-resource-limits": "Container Apps and Container Instances set limits where a program does not." },
  ),
} as const satisfies Record<string, ExamplePair>;

/** The name of a folder of `examples/`. */
export type ExampleName = keyof typeof examples;

/** The names of the folders of `examples/`. */
export const exampleNames = Object.keys(examples) as readonly ExampleName[];

function pair(
  name: string,
  providers: readonly Provider[],
  compliant: Pick<Example, "policyConfig"> = {},
  keeps: ExamplePair["keeps"] = {},
): ExamplePair {
  return {
    providers,
    keeps,
    careless: { name: "careless", folder: `examples/${name}/careless`, complies: false },
    compliant: {
      name: "compliant",
      folder: `examples/${name}/compliant`,
      complies: true,
      justification: "The shop stores names and addresses of customers in the EU.",
      ...compliant,
    },
  };
}

/** What an example takes: its stack, in which its profile is chosen. One that is deployed has a stack of its own. */
function settingsOf({ name, justification }: Example, profile: ProfileName, prefix = "") {
  return {
    stack: `${prefix}${name}-${profile.toLowerCase()}`,
    config: {
      "fraiseql-checklist:profile": profile,
      ...(justification === undefined ? {} : { "fraiseql-checklist:justification": justification }),
    },
  };
}

/** `pulumi up` of an example, without policies, and the `pulumi preview` with them that follows. */
export async function previewDeployedExample(
  workspace: EngineWorkspace,
  example: Example,
  profile: ProfileName,
): Promise<{ readonly up: EngineRun; readonly preview: EngineRun }> {
  const up = await workspace.up(path.join(ROOT, example.folder), {
    ...settingsOf(example, profile, DEPLOYED),
    skipPreview: true,
  });
  return { up, preview: await previewExample(workspace, example, profile, DEPLOYED) };
}

const DEPLOYED = "deployed-";

/** `pulumi preview` of an example, in a stack that is configured for a profile, with this repository's policy pack. */
export function previewExample(
  workspace: EngineWorkspace,
  example: Example,
  profile: ProfileName,
  stackPrefix?: string,
): Promise<EngineRun> {
  const { folder, policyConfig } = example;
  return workspace.preview(path.join(ROOT, folder), {
    ...settingsOf(example, profile, stackPrefix),
    policyPack: ROOT,
    ...(policyConfig === undefined ? {} : { policyPackConfig: path.join(ROOT, folder, policyConfig) }),
  });
}
