/** The CLI for `pulumi preview --policy-pack DIR` of a program in a folder. */
export const PREVIEW_VERSION = "3.220.0";
/** The CLI for inline programs of the Automation API, and for `pulumi policy analyze --file`. */
export const ANALYZE_VERSION = "3.259.0";

/** A Go command to build: the package of its main function, which its module holds, and the module's version. */
export interface GoCommand {
  readonly executable: string;
  readonly package: string;
  readonly version: string;
  readonly linkerFlags: string;
}

/** How to make a CLI from its sources. */
export interface Recipe {
  readonly commands: readonly GoCommand[];
  /** The executable through which this CLI starts a policy pack written for Node. */
  readonly analyzer: string;
}

const pulumi = (version: string): GoCommand => ({
  executable: "pulumi",
  package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  version: `v${version}`,
  linkerFlags: `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`,
});

/** The last release of the Node language host that can be built alone; it runs programs of today's SDK. */
const nodeLanguageHost: GoCommand = {
  executable: "pulumi-language-nodejs",
  package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  version: "v3.68.0",
  linkerFlags: "-s -w",
};

/** The versions that can be built from source, and how. */
export const RECIPES: Readonly<Record<string, Recipe>> = {
  [PREVIEW_VERSION]: {
    commands: [pulumi(PREVIEW_VERSION), nodeLanguageHost],
    analyzer: "pulumi-analyzer-policy",
  },
  [ANALYZE_VERSION]: {
    commands: [pulumi(ANALYZE_VERSION)],
    analyzer: "pulumi-analyzer-policy-nodejs",
  },
};

/** Reads a version out of `v3.220.0`, `3.220.0` or `go1.26.1`, without its decorations. */
export function parseVersion(text: string): string | undefined {
  return /\d+\.\d+(\.\d+)?/.exec(text)?.[0];
}

/** True when a version is at least another one; both are numbers with dots. */
export function isAtLeast(version: string, minimum: string): boolean {
  const [left, right] = [version.split(".").map(Number), minimum.split(".").map(Number)];
  for (const [index, wanted] of right.entries()) {
    const difference = (left[index] ?? 0) - wanted;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
