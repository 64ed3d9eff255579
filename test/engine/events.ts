/** A violation as the engine reports it. */
export interface Violation {
  readonly policy: string;
  readonly level: string;
  readonly severity?: string;
  /** The message without its last newline. */
  readonly message: string;
  readonly resource: ViolatingResource;
}

/** The resource a violation speaks about. */
export interface ViolatingResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
}

/** A change that a policy in remediation mode made to a resource. */
export interface Remediation {
  readonly policy: string;
  readonly resource: ViolatingResource;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** What the policies of a run had to say. */
export interface PolicyResults {
  readonly violations: readonly Violation[];
  readonly remediations: readonly Remediation[];
}

/** The part of an engine event that matters here; the same in an event log and in the Automation API. */
interface EngineEvent {
  readonly policyEvent?: PolicyEvent;
  readonly policyRemediationEvent?: PolicyEvent & {
    readonly before?: Record<string, unknown>;
    readonly after?: Record<string, unknown>;
  };
}

interface PolicyEvent {
  readonly resourceUrn?: string;
  readonly policyName: string;
  readonly enforcementLevel: string;
  readonly severity?: string;
  readonly message: string;
}

/** Reads the policies' results out of an event log, or of what `pulumi policy analyze --json` prints: a JSON per line. */
export function parseEventLog(text: string): PolicyResults {
  const lines = text.split("\n").filter((line) => line.startsWith("{"));
  return collectResults(lines.map((line) => JSON.parse(line) as unknown));
}

/** Reads the policies' results out of engine events. */
export function collectResults(events: readonly unknown[]): PolicyResults {
  const violations: Violation[] = [];
  const remediations: Remediation[] = [];
  for (const { policyEvent, policyRemediationEvent } of events as readonly EngineEvent[]) {
    if (policyEvent !== undefined) {
      violations.push({
        policy: policyEvent.policyName,
        level: policyEvent.enforcementLevel,
        ...(policyEvent.severity === undefined ? {} : { severity: policyEvent.severity }),
        message: withoutColour(policyEvent.message).trimEnd(),
        resource: resourceOf(policyEvent.resourceUrn ?? ""),
      });
    }
    if (policyRemediationEvent !== undefined) {
      remediations.push({
        policy: policyRemediationEvent.policyName,
        resource: resourceOf(policyRemediationEvent.resourceUrn ?? ""),
        before: policyRemediationEvent.before ?? {},
        after: policyRemediationEvent.after ?? {},
      });
    }
  }
  return { violations, remediations };
}

function resourceOf(urn: string): ViolatingResource {
  const [, , qualifiedType = "", ...name] = urn.split("::");
  return { urn, type: qualifiedType.split("$").pop() ?? "", name: name.join("::") };
}

/** The engine marks colours as `<{%fg 1%}>`. */
function withoutColour(message: string): string {
  return message.replace(/<\{%.*?%\}>/g, "");
}
