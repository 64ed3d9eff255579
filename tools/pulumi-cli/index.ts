import * as path from "path";
import { build, MINIMUM_GO } from "./build";
import { download, npmPackageVersion } from "./download";
import { findCached, findOnPath, installationFolder, type Installation } from "./installation";
import { PREVIEW_VERSION } from "./versions";

export { ANALYZE_VERSION, PREVIEW_VERSION } from "./versions";

/** A Pulumi CLI that is ready to use. */
export interface PulumiCli {
  readonly version: string;
  /** The executable, with its whole path. */
  readonly command: string;
  /** Its folder, where the language hosts are. */
  readonly binDir: string;
  /** What to add to the environment, so that the CLI finds its language hosts and `npx pulumi` means this CLI. */
  readonly env: Readonly<Record<"PATH" | "PULUMI_VERSION", string>>;
}

/** What is wanted. */
export interface EnsureOptions {
  /** The exact version. Without it the CLI on PATH will do, whichever it is. */
  readonly version?: string;
  /** Gets a line now and then while something takes long. */
  readonly log?: (line: string) => void;
}

/** The places a CLI can come from; a text says why it does not. */
export interface Sources {
  onPath(): Promise<Installation | undefined>;
  cached(version: string): Installation | undefined;
  npmPackageVersion(): string | undefined;
  download(version: string): Promise<Installation | string>;
  build(version: string, log: (line: string) => void): Promise<Installation | string>;
}

const realSources: Sources = {
  onPath: findOnPath,
  cached: findCached,
  npmPackageVersion,
  download,
  build,
};

/** Finds a Pulumi CLI, or makes one: on PATH, in Pulumi's cache, by download, from source. */
export async function ensurePulumi(
  options: EnsureOptions = {},
  sources: Sources = realSources,
): Promise<PulumiCli> {
  const log = options.log ?? ((): void => undefined);
  const wanted = options.version;
  const reasons: string[] = [];

  const onPath = await sources.onPath();
  if (onPath !== undefined && (wanted === undefined || wanted === onPath.version)) return describe(onPath);
  reasons.push(`on PATH: ${onPath === undefined ? "none" : `only ${onPath.version}`}`);

  const toDownload = wanted ?? sources.npmPackageVersion() ?? PREVIEW_VERSION;
  const toBuild = wanted ?? PREVIEW_VERSION;
  for (const version of new Set([toDownload, toBuild])) {
    const cached = sources.cached(version);
    if (cached !== undefined) return describe(cached);
    reasons.push(`in ${installationFolder(version)}: none`);
  }

  log(`Looking for a download of the Pulumi CLI ${toDownload}.`);
  const downloaded = await sources.download(toDownload);
  if (typeof downloaded !== "string") return describe(downloaded);
  reasons.push(`download of ${toDownload}: ${downloaded}`);

  const built = await sources.build(toBuild, log);
  if (typeof built !== "string") return describe(built);
  reasons.push(`build of ${toBuild} from source: ${built}`);

  throw new Error(notFound(wanted, reasons));
}

function describe({ version, command }: Installation): PulumiCli {
  const binDir = path.dirname(command);
  const searchPath = [binDir, process.env["PATH"] ?? ""].join(path.delimiter);
  return { version, command, binDir, env: { PATH: searchPath, PULUMI_VERSION: version } };
}

function notFound(wanted: string | undefined, reasons: readonly string[]): string {
  const what = wanted === undefined ? "No Pulumi CLI" : `No Pulumi CLI ${wanted}`;
  return [
    `${what} was found, and none could be made:`,
    ...reasons.map((reason) => `  - ${reason.replaceAll("\n", "\n    ")}`),
    `Install the Pulumi CLI${wanted === undefined ? "" : ` ${wanted}`} (https://www.pulumi.com/docs/install/),` +
      ` or Go ${MINIMUM_GO} or later to build it from source, and try again.`,
  ].join("\n");
}
