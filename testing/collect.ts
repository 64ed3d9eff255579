import { createHash } from "crypto";
import * as pulumi from "@pulumi/pulumi";
import { allConfig, setAllConfig } from "@pulumi/pulumi/runtime/config";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { StackResource } from "../policies/crossguard/stack-request";

/** A Pulumi program: makes resources, at once or until its promise resolves. What it returns does not matter. */
export type Program = () => unknown;

/** A resource that a program registers, with its inputs as the engine gets them: unknown values and secrets are marked. */
export type ProgramResource = StackResource;

/** What a program is run with. */
export interface ProgramOptions {
  /** The project's name. Default: `project`. */
  readonly project?: string;
  /** The stack's name. Default: `stack`. */
  readonly stack?: string;
  /** The stack's configuration, as `pulumi config` writes it: `{ "shop:host": "api.example.com" }`. */
  readonly stackConfig?: Readonly<Record<string, string>>;
  /**
   * Default true: as at a preview, outputs that no input gives are unknown. With false they are undefined, save for what
   * `mocks.newResource` returns.
   */
  readonly preview?: boolean;
  /**
   * What functions of providers return, and resources have for outputs, as `pulumi.runtime.setMocks` takes them. Without
   * `call` a function returns nothing; without `newResource` a resource's outputs are its inputs, and its id is unknown.
   */
  readonly mocks?: Partial<pulumi.runtime.Mocks>;
}

interface RegisterRequest {
  getType(): string;
  getName(): string;
  getCustom(): boolean;
  getObject(): Struct | undefined;
  setObject(value: Struct): void;
  getPropertydependenciesMap(): {
    forEach(each: (dependencies: { getUrnsList(): string[] }, property: string) => void): void;
  };
}
interface RegisterResponse {
  getUrn(): string;
  setObject(value: Struct): void;
}
type Register = (
  request: RegisterRequest,
  callback: (error: unknown, response: RegisterResponse) => void,
) => Promise<void>;

/** The runtime of Pulumi is one per process: programs take turns. */
let previous: Promise<unknown> = Promise.resolve();

/**
 * Runs a program without the engine, under mocks, and gives the resources that it registers. Resources that it only reads
 * (`Bucket.get`) are none of its own and left out. The mocks of Pulumi's runtime stay set; set yours again afterwards.
 *
 * @throws what the program throws, or an Error when it registers nothing.
 */
export function collectResources(
  program: Program,
  options: ProgramOptions = {},
): Promise<readonly ProgramResource[]> {
  const run = previous.then(() => collect(program, options));
  previous = run.catch(() => undefined);
  return run;
}

async function collect(
  program: Program,
  // Pulumi's mocks keep what an earlier program was called, unless told.
  { project = "project", stack = "stack", stackConfig = {}, preview = true, mocks = {} }: ProgramOptions,
): Promise<readonly ProgramResource[]> {
  const collected: ProgramResource[] = [];
  await pulumi.runtime.setMocks(
    {
      call: mocks.call ?? (() => ({})),
      newResource: mocks.newResource ?? (() => ({ id: undefined, state: {} })),
    },
    project,
    stack,
    preview,
  );
  record(mocks.newResource === undefined, (resource) => collected.push(resource));
  const config = allConfig();
  setAllConfig({ ...stackConfig });
  try {
    await withoutLoss(async () => {
      await program();
      await pulumi.runtime.disconnect();
    });
  } finally {
    setAllConfig(config);
  }
  if (collected.length === 0) {
    throw new Error(
      "the program registered no resource: a module runs once, when it is first loaded; run it once with collectResources, and hand over what that gives",
    );
  }
  return collected;
}

/**
 * Runs the program, and throws the first error of an input that is rejected. Pulumi leaves that to the process, without the
 * resource, which would then be missing from what is judged.
 */
async function withoutLoss(run: () => Promise<void>): Promise<void> {
  const lost: unknown[] = [];
  const note = (reason: unknown): void => void lost.push(reason);
  process.on("unhandledRejection", note);
  try {
    await run();
    // Rejections are told after the promises of this turn.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off("unhandledRejection", note);
  }
  if (lost.length > 0) throw lost[0];
}

/** Has the mocks tell of each resource, as the program sends it. With `echo` its outputs are its inputs. */
function record(echo: boolean, tell: (resource: ProgramResource) => void): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as { registerResource: Register };
  const original = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    const props = named(request, request.getObject()?.toJavaScript() ?? {});
    const inputs = Struct.fromJavaScript(props as Record<string, never>);
    request.setObject(inputs);
    return original(request, (error, response) => {
      if (error === null || error === undefined) {
        tell({
          urn: response.getUrn(),
          type: request.getType(),
          name: request.getName(),
          props,
          propertyDependencies: dependenciesOf(request),
        });
        if (echo) response.setObject(inputs);
      }
      callback(error, response);
    });
  };
}

function dependenciesOf(request: RegisterRequest): ProgramResource["propertyDependencies"] {
  const dependencies: Record<string, readonly { urn: string }[]> = {};
  request.getPropertydependenciesMap().forEach((it, property) => {
    dependencies[property] = it.getUrnsList().map((urn) => ({ urn }));
  });
  return dependencies;
}

type Props = Readonly<Record<string, unknown>>;

/** The key that marks what is no plain object: a secret, an asset. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** The provider of Kubernetes names what has no name before anything is judged. */
function named(request: RegisterRequest, props: Props): Props {
  const metadata = props["metadata"] ?? {};
  if (!request.getCustom() || !/^kubernetes:[^:]+\/[^:]+:/.test(request.getType())) return props;
  if (typeof metadata !== "object" || SIGNATURE in metadata) return props;
  if ("name" in metadata || "generateName" in metadata || /^kubernetes:helm\./.test(request.getType())) {
    return props;
  }
  const suffix = createHash("sha256").update(request.getName()).digest("hex").slice(0, 8);
  return { ...props, metadata: { ...metadata, name: `${request.getName()}-${suffix}` } };
}
