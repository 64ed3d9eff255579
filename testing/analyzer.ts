import * as deserialize from "@pulumi/policy/deserialize";
import * as server from "@pulumi/policy/server";
import * as proxyModule from "@pulumi/policy/proxy";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { ProfileName } from "../profiles";
import { requirements as checklist } from "../policies/checklist";
import type { Requirement } from "../policies/evaluation/requirement";
import { decodeOnce } from "../policies/crossguard/decode";
import { Judge } from "../policies/crossguard/judge";
import { packReport } from "../policies/crossguard/pack-report";
import { onAnalyzeStack } from "../policies/crossguard/stack-request";
import type { Report } from "../policies/evaluation/report";
import type { ApplicationGeneration, Moment } from "../policies/evaluation/settings";
import { policyOf } from "../policies/crossguard/policy";
import { SETTINGS_POLICY, type PackConfig } from "../policies/crossguard/settings";
import { TEST_MOMENT } from "./moment";
import type { TestResource } from "./resources";

/** A finding as the engine gets it. */
export interface Finding {
  readonly policy: string;
  readonly level: "advisory" | "mandatory";
  readonly message: string;
  readonly urn: string;
}

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const unknownString = (proxyModule as unknown as { unknownStringValue: string }).unknownStringValue;

type Rpc<Response> = (
  call: { request: unknown },
  callback: (error: Error | null | undefined, response: Response) => void,
) => Promise<void>;
type Make = (pack: string, version: string, level: string, policies: unknown) => Rpc<never>;

/** What the SDK's server module exports, and leaves out of its type declarations. */
const rpcs = server as unknown as Readonly<
  Record<"makeAnalyzeRpcFun" | "makeAnalyzeStackRpcFun" | "makeRemediateRpcFun", Make>
>;

decodeOnce();

/**
 * The pack as the engine sees it, without the engine: requests go through the SDK's own functions, with its decoding, its
 * proxies and its handling of exceptions.
 */
export class TestAnalyzer {
  private readonly analyzeRpc: Rpc<analyzer.AnalyzeResponse>;
  private readonly stackRpc: Rpc<analyzer.AnalyzeResponse>;
  private readonly remediateRpc: Rpc<analyzer.RemediateResponse>;
  private readonly requirements: readonly Requirement[];
  readonly judge: Judge;

  constructor(
    profile: ProfileName,
    options: {
      readonly remediate?: boolean;
      readonly names?: readonly string[];
      readonly applicationGeneration?: ApplicationGeneration | undefined;
      /** Requirements beside the checklist's own. */
      readonly more?: readonly Requirement[];
      /** The pack's configuration, beside the profile. */
      readonly config?: PackConfig;
      readonly moment?: Moment;
    } = {},
  ) {
    const { applicationGeneration = "v1", more = [] } = options;
    this.requirements = withMore(more);
    this.judge = new Judge(
      { profile, justification: "A test stack without data.", applicationGeneration },
      options.moment ?? TEST_MOMENT,
    );
    const { [SETTINGS_POLICY]: settings, ...config } = options.config ?? {};
    this.judge.configure({ ...config, [SETTINGS_POLICY]: { profile, ...settings } }, this.requirements);
    const policies = this.requirements
      .filter(({ name }) => options.names?.includes(name) ?? true)
      .map((requirement) => ({
        ...policyOf(requirement, this.judge),
        ...(options.remediate ? { enforcementLevel: "remediate" as const } : {}),
      }));
    const make = <Response>(name: keyof typeof rpcs): Rpc<Response> =>
      rpcs[name]("fraiseql-checklist", "0.0.0", "mandatory", policies);
    this.analyzeRpc = make("makeAnalyzeRpcFun");
    this.stackRpc = onAnalyzeStack(this.judge.takeStack)(
      make("makeAnalyzeStackRpcFun"),
    ) as typeof this.stackRpc;
    this.remediateRpc = make("makeRemediateRpcFun");
  }

  /** Every finding on a stack: of each resource, then of the stack. */
  async analyze(stack: readonly TestResource[]): Promise<readonly Finding[]> {
    const findings: Finding[] = [];
    for (const it of stack) {
      const request = new analyzer.AnalyzeRequest();
      fill(request, it);
      const response = await call(this.analyzeRpc, request);
      findings.push(...findingsIn(response, urnOf(it)));
    }
    const request = new analyzer.AnalyzeStackRequest();
    request.setResourcesList(
      stack.map((it) => {
        const message = new analyzer.AnalyzerResource();
        fill(message, it);
        for (const [property, names] of Object.entries(dependenciesOf(it))) {
          const dependencies = new analyzer.AnalyzerPropertyDependencies();
          dependencies.setUrnsList(
            names.map((name) => urnOf(stack.find((other) => other.name === name) ?? missing(name))),
          );
          message.getPropertydependenciesMap().set(property, dependencies);
        }
        return message;
      }),
    );
    const response = await call(this.stackRpc, request);
    return [...findings, ...findingsIn(response, "stack")];
  }

  /** The report on the stack that was analyzed last. */
  report(): Report {
    return packReport(
      this.judge,
      this.requirements,
      {},
      {
        version: "0.0.0",
        createdAt: "2026-11-24T12:00:00.000Z",
        operation: "preview",
        stack: { project: "fraiseql", name: "test" },
        resources: 0,
      },
    );
  }

  /** The stack with every resource remediated. */
  async remediated(stack: readonly TestResource[]): Promise<readonly TestResource[]> {
    const remediated: TestResource[] = [];
    for (const it of stack) {
      const request = new analyzer.AnalyzeRequest();
      fill(request, it);
      const response = await call(this.remediateRpc, request);
      const last = response.getRemediationsList().at(-1)?.getProperties()?.toJavaScript();
      remediated.push(last ? { ...it, props: last } : it);
    }
    return remediated;
  }
}

/** The checklist's requirements and more; one with the name of another takes its place. */
export function withMore(more: readonly Requirement[]): readonly Requirement[] {
  return [...new Map([...checklist, ...more].map((it) => [it.name, it])).values()];
}

function call<Response>(rpc: Rpc<Response>, request: unknown): Promise<Response> {
  return new Promise((resolve, reject) => {
    void rpc({ request }, (error, response) => {
      if (error) reject(error);
      else resolve(response);
    });
  });
}

interface ResourceMessage {
  setType(type: string): void;
  setUrn(urn: string): void;
  setName(name: string): void;
  setProperties(properties: Struct): void;
  setOptions(options: analyzer.AnalyzerResourceOptions): void;
}

function fill(message: ResourceMessage, it: TestResource): void {
  message.setType(it.type);
  message.setUrn(urnOf(it));
  message.setName(it.name);
  message.setProperties(structOf(it));
  message.setOptions(new analyzer.AnalyzerResourceOptions());
}

/** A resource's properties as the engine sends them. */
export function structOf({ props }: TestResource): Struct {
  return Struct.fromJavaScript(wire(props) as Record<string, never>);
}

/** A resource's properties as the SDK hands them to a policy. */
export function plainProps(it: TestResource): object {
  const { deserializeProperties } = deserialize as unknown as {
    deserializeProperties: (struct: Struct, proxySecrets: boolean) => object;
  };
  return deserializeProperties(structOf(it), false);
}

/** A resource's URN in the test stack. */
export function urnOf({ type, name }: TestResource): string {
  return `urn:pulumi:test::fraiseql::${type}::${name}`;
}

/** The markers of a test resource as the engine sends them. */
function wire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(wire);
  if (typeof value !== "object" || value === null) return value;
  const marked = value as { readonly marker?: string; readonly value?: unknown };
  if (marked.marker === "unknown") return unknownString;
  if (marked.marker === "ref") return marked.value === undefined ? unknownString : wire(marked.value);
  if (marked.marker === "secret") return { ...SECRET, value: wire(marked.value) };
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, element]) => element !== undefined)
      .map(([key, element]) => [key, wire(element)]),
  );
}

/** The resources, by name, that each property of a test resource refers to. */
export function dependenciesOf(it: TestResource): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(it.props)
      .map(([property, value]) => [property, refsIn(value)] as const)
      .filter(([, names]) => names.length > 0),
  );
}

function refsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const marked = value as { readonly marker?: string; readonly resourceName?: string };
  if (marked.marker === "ref") return [marked.resourceName ?? ""];
  return Object.values(value).flatMap(refsIn);
}

function findingsIn(response: analyzer.AnalyzeResponse, urn: string): readonly Finding[] {
  return response.getDiagnosticsList().map((diagnostic) => ({
    policy: diagnostic.getPolicyname(),
    level: diagnostic.getEnforcementlevel() === analyzer.EnforcementLevel.ADVISORY ? "advisory" : "mandatory",
    message: diagnostic.getMessage(),
    urn: diagnostic.getUrn() || urn,
  }));
}

function missing(name: string): never {
  throw new Error(`the test stack has no resource named ${name}`);
}
