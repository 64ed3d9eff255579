import * as fs from "fs";
import * as path from "path";
import type { Report } from "../evaluation/report";
import type { Requirement } from "../evaluation/requirement";
import type { Wrap } from "./analyzer-service";
import { enforcementLevels, type EnforcementLevels } from "./configure";
import type { Judge } from "./judge";
import { packReport } from "./pack-report";
import type { Run } from "./run";

/** The environment variable with the folder that reports are written to. */
export const FOLDER_VARIABLE = "FRAISEQL_CHECKLIST_REPORT";

interface ResourceMessage {
  getUrn(): string;
}
interface StackMessage {
  getResourcesList(): readonly ResourceMessage[];
}
interface ResponseMessage {
  getDiagnosticsList(): readonly { getEnforcementlevel(): number }[];
}

/** Levels of the engine's protocol that stop an update. */
const STOPPING: readonly (string | undefined)[] = ["mandatory", "remediate"];
/** Between two parts, as a multiple of the time that one takes. */
const PAUSE = 20;
const STOPPED = "a mandatory violation stopped the update before the whole stack was known";

/**
 * Writes the results of each preview, update and analysis as data into a folder: a file per stack, whole or not at all.
 * A report that cannot be written is told in a line, and stops nothing.
 */
export class ReportWriter {
  private readonly folder: string | undefined;
  private levels: EnforcementLevels = {};
  private readonly urns = new Set<string>();
  /** When a part may be written again, in milliseconds of the clock. */
  private nextPart = 0;

  constructor(
    private readonly judge: Judge,
    private readonly requirements: readonly Requirement[],
    private run: Run,
    folder: string | undefined = process.env[FOLDER_VARIABLE],
    private readonly tell: (line: string) => void = (line) => console.error(line),
  ) {
    this.folder = this.accepted(folder);
  }

  /** Takes over what the engine tells of the run. */
  begin(run: Run): void {
    this.run = run;
  }

  /** Takes over how findings count. */
  configure(levels: EnforcementLevels): void {
    this.levels = levels;
  }

  /** Writes the report once the stack's policies have answered, before the engine hears of it and may end the pack. */
  readonly onAnalyzeStack: Wrap = (original) => {
    const { folder } = this;
    if (folder === undefined) return original;
    return (call, callback) => {
      const resources = (call.request as StackMessage).getResourcesList();
      const urn = resources[0]?.getUrn();
      return original(call, (error, response) => {
        if (!error) this.write(folder, resources.length, urn);
        callback(error, response);
      });
    };
  };

  /**
   * Writes the report of an update that a mandatory violation stops: the engine then never asks the stack's policies, and a
   * report of an earlier run would be taken for this one's.
   */
  readonly onAnalyze: Wrap = (original) => {
    const { folder } = this;
    if (folder === undefined) return original;
    return (call, callback) => {
      const urn = (call.request as ResourceMessage).getUrn();
      this.urns.add(urn);
      return original(call, (error, response) => {
        if (!error && this.run.operation === "update" && stops(response as ResponseMessage)) {
          this.writePart(folder, urn);
        }
        callback(error, response);
      });
    };
  };

  private accepted(folder: string | undefined): string | undefined {
    if (folder === undefined || folder === "") return undefined;
    if (path.isAbsolute(folder)) return path.resolve(folder);
    this.tell(
      `fraiseql-checklist: no report is written, because ${FOLDER_VARIABLE} is ${JSON.stringify(folder)}, and the engine ` +
        `starts policy packs in a folder of their own. Write the whole path: ${FOLDER_VARIABLE}="$PWD/${folder}"`,
    );
    return undefined;
  }

  /** Resources that were under way together may each stop the update; they take but a small part of the time. */
  private writePart(folder: string, urn: string): void {
    const started = Date.now();
    if (started < this.nextPart) return;
    this.judge.takePart(STOPPED);
    this.write(folder, this.urns.size, urn, STOPPED);
    const ended = Date.now();
    this.nextPart = ended + PAUSE * (ended - started);
  }

  private write(folder: string, resources: number, urn: string | undefined, incomplete?: string): void {
    const stack = this.run.stack ?? stackOfUrn(urn);
    // An empty stack, of which the engine tells no name, has nothing to report.
    if (stack === undefined) return;
    try {
      const file = path.join(folder, fileName(stack));
      fs.mkdirSync(folder, { recursive: true });
      writeWhole(file, this.report(stack, resources, incomplete));
    } catch (error) {
      this.tell(
        `fraiseql-checklist: no report is written to ${folder} (${reasonOf(error)}). ` +
          `Set ${FOLDER_VARIABLE} to a folder that can be written.`,
      );
    }
  }

  private report(stack: Report["stack"], resources: number, incomplete: string | undefined): Report {
    return packReport(this.judge, this.requirements, this.levels, {
      version: packVersion(),
      createdAt: new Date().toISOString(),
      operation: this.run.operation,
      ...(incomplete === undefined ? {} : { incomplete }),
      stack,
      resources,
    });
  }
}

/** `shop~production.json`, and `acme~shop~production.json` with an organization: `~` is in no name of a stack. */
export function fileName({ organization, project, name }: Report["stack"]): string {
  return `${[organization, project, name].filter((part) => part !== undefined).join("~")}.json`;
}

/** `urn:pulumi:production::shop::aws:s3/bucket:Bucket::files` is of project shop, stack production. */
function stackOfUrn(urn: string | undefined): Report["stack"] | undefined {
  const [, name, project] = /^urn:pulumi:(.+?)::(.+?)::/.exec(urn ?? "") ?? [];
  return name === undefined || project === undefined ? undefined : { project, name };
}

/** Readers of the file see the old one or the new one, never half of one. */
function writeWhole(file: string, report: Report): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    fs.writeFileSync(temporary, `${JSON.stringify(report, undefined, 2)}\n`);
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

function stops(response: ResponseMessage): boolean {
  return response
    .getDiagnosticsList()
    .some((diagnostic) => STOPPING.includes(enforcementLevels[diagnostic.getEnforcementlevel()]));
}

/** The SDK reads the pack's version there, too. */
function packVersion(): string {
  const text = fs.readFileSync(path.join(process.cwd(), "package.json"), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}

/** What the system says, without a path twice. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : "unknown error";
}
