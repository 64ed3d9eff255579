import * as fs from "fs";
import * as os from "os";
import * as path from "path";
import { LocalWorkspace, PulumiCommand, type EngineEvent, type PulumiFn } from "@pulumi/pulumi/automation";
import { ANALYZE_VERSION, ensurePulumi, PREVIEW_VERSION, type PulumiCli } from "../../tools/pulumi-cli";
import { collectResults, parseEventLog, type PolicyResults } from "./events";
import { runProcess, type ProcessResult } from "./process";
import { startProviderDouble, type ProviderDouble } from "./provider-double/server";

export type { Remediation, Violation } from "./events";

/** What a run of the engine printed, and what the policies had to say. */
export interface EngineRun extends ProcessResult, PolicyResults {}

/** A value of a stack's configuration. */
export type ConfigValue = string | { readonly secret: string };

/** What a run takes. */
export interface EngineOptions {
  /** The name of the stack; runs with the same name share configuration and state. */
  readonly stack?: string;
  /** Configuration to set on the stack first: `fraiseql-checklist:profile` and the like. It stays set. */
  readonly config?: Readonly<Record<string, ConfigValue>>;
  /** The folder of a policy pack. */
  readonly policyPack?: string;
  /** The policies' configuration: a file, or its content. */
  readonly policyPackConfig?: string | Readonly<Record<string, unknown>>;
  /** More variables for the engine's environment, which the policy pack inherits. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What `pulumi stack export` gives; a resource's properties are in `inputs` and `outputs`. */
export interface ExportedStack {
  readonly deployment: {
    readonly resources: readonly {
      readonly urn: string;
      readonly type: string;
      readonly id?: string;
      readonly inputs?: Readonly<Record<string, unknown>>;
      readonly outputs?: Readonly<Record<string, unknown>>;
    }[];
  };
}

/** The folder whose packages the programs and packs of tests use: this repository's. */
const NODE_MODULES = path.resolve(path.dirname(require.resolve("@pulumi/policy/package.json")), "..", "..");
/** No run of a test should come near it. */
const TIMEOUT_SECONDS = 300;
const DEFAULT_STACK = "test";

const clis = new Map<string, Promise<PulumiCli>>();

/**
 * The real engine, alone with a test: its state, its configuration and its home are in a temporary folder, its providers
 * are doubles, and it does not reach for the network. Close it at the end.
 */
export class EngineWorkspace {
  private readonly stacks = new Set<string>();
  private counter = 0;

  private constructor(
    /** A temporary folder for the test's own files too; packages of this repository can be imported from there. */
    readonly folder: string,
    private readonly double: ProviderDouble,
    private readonly log: (line: string) => void,
  ) {}

  /** Opens a workspace. The CLIs are found or made when first needed; that is what `log` is told about. */
  static async open(options: { readonly log?: (line: string) => void } = {}): Promise<EngineWorkspace> {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "engine-")));
    for (const name of ["home", "state", "tmp", "projects"]) fs.mkdirSync(path.join(folder, name));
    fs.symlinkSync(NODE_MODULES, path.join(folder, "node_modules"), "junction");
    return new EngineWorkspace(folder, await startProviderDouble(), options.log ?? ((): void => undefined));
  }

  /** Stops the providers and removes the folder. */
  close(): void {
    this.double.stop();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  /** Writes files, by their paths relative to the workspace, and returns the folder of the first. */
  write(files: Readonly<Record<string, string>>): string {
    const written = Object.entries(files).map(([name, content]) => {
      const file = path.join(this.folder, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, content);
      return file;
    });
    return path.dirname(written[0] ?? this.folder);
  }

  /** `pulumi preview --policy-pack DIR` of the program in a folder. */
  preview(program: string, options: EngineOptions = {}): Promise<EngineRun> {
    return this.runProgram("preview", [], program, options);
  }

  /** `pulumi up --yes --policy-pack DIR` of the program in a folder. */
  up(program: string, options: EngineOptions & { readonly skipPreview?: boolean } = {}): Promise<EngineRun> {
    const flags = ["--yes", ...(options.skipPreview === true ? ["--skip-preview"] : [])];
    return this.runProgram("up", flags, program, options);
  }

  /** `pulumi stack export`: the path of the file, and what is in it. */
  async exportStack(
    program: string,
    options: Pick<EngineOptions, "stack"> = {},
  ): Promise<{ file: string; state: ExportedStack }> {
    const stack = options.stack ?? DEFAULT_STACK;
    const project = await this.prepareStack(program, stack, {});
    const file = path.join(this.folder, `state-${++this.counter}.json`);
    await this.expectSuccess(["stack", "export", "--stack", stack, "--file", file], project);
    return { file, state: JSON.parse(fs.readFileSync(file, "utf8")) as ExportedStack };
  }

  /** `pulumi policy analyze --file STATE --policy-pack DIR --json`. */
  async analyze(
    stateFile: string,
    options: Pick<EngineOptions, "policyPack" | "policyPackConfig" | "env">,
  ): Promise<EngineRun> {
    const cli = await this.cli(ANALYZE_VERSION);
    const args = [
      "policy",
      "analyze",
      "--file",
      path.resolve(stateFile),
      "--json",
      ...this.policyFlags(options),
    ];
    const result = await this.pulumi(cli, args, this.folder, options.env);
    return { ...result, ...parseEventLog(result.stdout) };
  }

  /** `stack.preview({ policyPacks })` of the Automation API, with a function for a program. */
  async previewInline(program: PulumiFn, options: EngineOptions = {}): Promise<EngineRun> {
    const cli = await this.cli(ANALYZE_VERSION);
    const stackName = options.stack ?? DEFAULT_STACK;
    const workDir = path.join(this.folder, "projects", "inline");
    fs.mkdirSync(workDir, { recursive: true });
    const stack = await LocalWorkspace.createOrSelectStack(
      { projectName: "inline", stackName, program },
      {
        workDir,
        pulumiHome: path.join(this.folder, "home"),
        pulumiCommand: await PulumiCommand.get({ root: path.dirname(cli.binDir), skipVersionCheck: true }),
        envVars: this.environment(cli, options.env),
      },
    );
    for (const [key, value] of Object.entries(options.config ?? {})) {
      await stack.setConfig(
        key,
        typeof value === "string" ? { value } : { value: value.secret, secret: true },
      );
    }

    const policyPackConfig = this.policyPackConfigFile(options.policyPackConfig);
    const events: EngineEvent[] = [];
    let stdout = "";
    let stderr = "";
    let exitCode = 0;
    try {
      await stack.preview({
        color: "never",
        ...(options.policyPack === undefined ? {} : { policyPacks: [path.resolve(options.policyPack)] }),
        ...(policyPackConfig === undefined ? {} : { policyPackConfigs: [policyPackConfig] }),
        onOutput: (text) => (stdout += text),
        onError: (text) => (stderr += text),
        onEvent: (event) => events.push(event),
      });
    } catch (error) {
      // A preview that fails says why on its outputs; an error without any is one of ours.
      if (stdout === "" && stderr === "") throw error;
      exitCode = 1;
    }
    return { exitCode, stdout, stderr, ...collectResults(events) };
  }

  private async runProgram(
    command: "preview" | "up",
    flags: readonly string[],
    program: string,
    options: EngineOptions,
  ): Promise<EngineRun> {
    const stack = options.stack ?? DEFAULT_STACK;
    const project = await this.prepareStack(program, stack, options.config ?? {});
    const eventLog = path.join(this.folder, `events-${++this.counter}.json`);
    const args = [command, ...flags, "--stack", stack, "--event-log", eventLog, ...this.policyFlags(options)];
    const result = await this.pulumi(await this.cli(PREVIEW_VERSION), args, project, options.env);
    const events = fs.existsSync(eventLog) ? fs.readFileSync(eventLog, "utf8") : "";
    return { ...result, ...parseEventLog(events) };
  }

  private policyFlags(options: Pick<EngineOptions, "policyPack" | "policyPackConfig">): string[] {
    const configFile = this.policyPackConfigFile(options.policyPackConfig);
    return [
      ...(options.policyPack === undefined ? [] : ["--policy-pack", path.resolve(options.policyPack)]),
      ...(configFile === undefined ? [] : ["--policy-pack-config", configFile]),
    ];
  }

  private policyPackConfigFile(config: EngineOptions["policyPackConfig"]): string | undefined {
    if (config === undefined) return undefined;
    if (typeof config === "string") return path.resolve(config);
    const file = path.join(this.folder, `policy-config-${++this.counter}.json`);
    fs.writeFileSync(file, JSON.stringify(config));
    return file;
  }

  /**
   * Makes a project of this workspace that runs the program where it is, so that the program's own folder stays as it
   * was: the CLI writes a stack's configuration beside the project file.
   */
  private async prepareStack(
    program: string,
    stack: string,
    config: Readonly<Record<string, ConfigValue>>,
  ): Promise<string> {
    const source = path.resolve(program);
    const project = path.join(this.folder, "projects", source.replace(/[^A-Za-z0-9]+/g, "-"));
    if (!fs.existsSync(project)) {
      fs.mkdirSync(project);
      const definition = fs.readFileSync(path.join(source, "Pulumi.yaml"), "utf8");
      fs.writeFileSync(path.join(project, "Pulumi.yaml"), withMain(definition, source));
    }
    const key = `${project}/${stack}`;
    if (!this.stacks.has(key)) {
      const settings = path.join(source, `Pulumi.${stack}.yaml`);
      if (fs.existsSync(settings)) fs.copyFileSync(settings, path.join(project, path.basename(settings)));
      await this.expectSuccess(["stack", "init", stack], project);
      this.stacks.add(key);
    }
    const values = Object.entries(config).flatMap(([name, value]) =>
      typeof value === "string"
        ? ["--plaintext", `${name}=${value}`]
        : ["--secret", `${name}=${value.secret}`],
    );
    if (values.length > 0)
      await this.expectSuccess(["config", "set-all", "--stack", stack, ...values], project);
    return project;
  }

  private async expectSuccess(args: readonly string[], cwd: string): Promise<void> {
    const result = await this.pulumi(await this.cli(PREVIEW_VERSION), args, cwd);
    if (result.exitCode !== 0)
      throw new Error(`pulumi ${args.join(" ")} failed:\n${result.stdout}${result.stderr}`);
  }

  private pulumi(
    cli: PulumiCli,
    args: readonly string[],
    cwd: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<ProcessResult> {
    return runProcess(cli.command, [...args, "--non-interactive", "--color", "never"], {
      cwd,
      env: this.environment(cli, env),
      timeoutSeconds: TIMEOUT_SECONDS,
    });
  }

  private cli(version: string): Promise<PulumiCli> {
    const known = clis.get(version);
    if (known !== undefined) return known;
    const cli = ensurePulumi({ version, log: this.log });
    clis.set(version, cli);
    return cli;
  }

  /** The user's environment without the user's Pulumi. */
  private environment(cli: PulumiCli, more: Readonly<Record<string, string>> = {}): Record<string, string> {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("PULUMI_"));
    return {
      ...(Object.fromEntries(inherited) as Record<string, string>),
      ...cli.env,
      ...this.double.env,
      TMPDIR: path.join(this.folder, "tmp"),
      PULUMI_HOME: path.join(this.folder, "home"),
      PULUMI_BACKEND_URL: `file://${path.join(this.folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "passphrase",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      // Type errors are the compiler's business; a program starts seconds sooner without them.
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      // The flag for an event log is one of those.
      PULUMI_DEBUG_COMMANDS: "true",
      ...more,
    };
  }
}

/** The project definition, with the program's entry point as an absolute path. */
function withMain(definition: string, folder: string): string {
  const main = /^main:\s*(\S+)\s*$/m.exec(definition)?.[1] ?? "";
  const rest = definition.replace(/^main:.*$/m, "").trimEnd();
  return `${rest}\nmain: ${JSON.stringify(path.join(folder, main))}\n`;
}
