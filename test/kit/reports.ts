import { boxes } from "../../policies/checklist/boxes";
import { requirements } from "../../policies/checklist";
import { answers, blockers, nonBlocking } from "../../policies/checklist/10-launch/blockers";
import {
  REPORT_SCHEMA_VERSION,
  reportVerdicts,
  type BlockerReport,
  type BoxReport,
  type LaunchReport,
  type Report,
  type ReportVerdict,
  type RequirementReport,
  type ResultReport,
} from "../../policies/evaluation/report";
import { profileRank, profiles, type ProfileName } from "../../profiles";

/** Texts that break out of a format which does not escape them. */
export const hostileTexts = [
  `<script>document.title="owned"</script><img src=x onerror="document.title='owned'">`,
  "</details></pre></td></style></script><!-- --><h1>owned</h1>",
  "a | b || c \\| d",
  "two\nlines\r\nand a\ttab",
  `"quoted", 'single' and \`\`\`ticks\`\`\``,
  `=HYPERLINK("https://attacker.example","click")`,
  "+1+1",
  "-2+3",
  "@SUM(1;2)",
  "emoji 🦀 👩‍💻, right-to-left \u202Eevil\u202C, nothing \u0000\u0007\u001B[31m\uFFFE\uD800 shown",
  "@acme/platform, #12, **bold**, [link](javascript:alert(1)), ![](https://attacker.example/x.png)",
  "]]> <![CDATA[ & &amp; &lt;",
  "urn:pulumi:prod::shop::" + "a-very-long-component-name$".repeat(12) + "aws:rds/instance:Instance::orders",
] as const;

/** What a sample report may differ in. */
export interface SampleOptions {
  readonly profile?: ProfileName;
  readonly stack?: Report["stack"];
  /** No violation, nothing open, and a GO. */
  readonly clean?: boolean;
  /** Every free text is one of the hostile ones, or of these. */
  readonly hostile?: boolean | readonly string[];
  readonly incomplete?: string;
}

/** A report in which every verdict occurs that the profile allows. */
export function sampleReport(options: SampleOptions = {}): Report {
  const report = options.clean === true ? cleanReport(options) : busyReport(options);
  const { hostile = false } = options;
  if (hostile === false) return report;
  return withTexts(report, hostile === true ? hostileTexts : hostile);
}

/** A report without anything that the renderers need not have. */
export function smallestReport(): Report {
  return {
    ...sampleReport(),
    resources: 0,
    launch: { ready: true, blockers: [] },
    boxes: [],
    requirements: [],
  };
}

function busyReport(options: SampleOptions): Report {
  const profile = options.profile ?? "REGULATED";
  const reports = requirementReports(profile, (name, attested) => sampleVerdict(name, attested));
  return reportOf(options, reports, undefined);
}

function cleanReport(options: SampleOptions): Report {
  const profile = options.profile ?? "REGULATED";
  const reports = requirementReports(profile, () => "pass");
  return reportOf(options, reports, {
    decision: "GO",
    decisionMaker: "Ana Ruiz, CTO",
    date: "2026-11-24",
    signOff: "https://wiki.example.com/launch/shop",
  });
}

function reportOf(
  options: SampleOptions,
  reports: readonly RequirementReport[],
  decision: LaunchReport["decision"],
): Report {
  const blockerReports = blockers.map((it) => blockerReport(it, reports));
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool: { name: "fraiseql-checklist", version: "0.1.0" },
    createdAt: "2026-11-24T02:40:00.000Z",
    operation: "preview",
    ...(options.incomplete === undefined ? {} : { incomplete: options.incomplete }),
    stack: options.stack ?? { organization: "acme", project: "shop", name: "production" },
    resources: 148,
    profile: {
      name: options.profile ?? "REGULATED",
      source: "pack configuration",
      justification: "Card payments: PCI DSS applies to this service.",
    },
    launch: {
      ready: blockerReports.every(({ isOpen }) => !isOpen),
      blockers: blockerReports,
      ...(decision ? { decision } : {}),
    },
    boxes: boxReports(reports),
    requirements: reports,
  };
}

const verdictOf: Readonly<Record<string, ReportVerdict>> = {
  "2.2-https-enforced": "violation",
  "2.4-key-rotation": "exempt",
  "3.3-automated-backups": "violation",
  "3.3-pitr": "undetermined",
  "4.2-cors-origins": "not-applicable",
  "5.4-tracing": "not-applicable",
  "7.1-image-reference": "violation",
  "7.2-resources": "violation",
  "7.2-autoscaling": "undetermined",
  "7.4-rollback-tested": "open",
  "6.3-load-test": "pass",
};

/** Every seventh is something else, so that each verdict stands among others. */
function sampleVerdict(name: string, attested: boolean): ReportVerdict {
  const named = verdictOf[name];
  if (named !== undefined) return named;
  const kind = Buffer.from(name).reduce((sum, byte) => sum + byte, 0) % 14;
  if (attested) return kind < 7 ? "open" : "pass";
  return kind === 0 ? "undetermined" : kind === 1 ? "exempt" : "pass";
}

/** The catalogue's requirements, and one for every box that has none. */
function requirementReports(
  profile: ProfileName,
  verdictFor: (name: string, attested: boolean) => ReportVerdict,
): readonly RequirementReport[] {
  return boxes
    .filter(({ section }) => section !== "10.1" && section !== "10.2")
    .flatMap((box) => {
      const declared = requirements.filter(({ item }) => item === box.item);
      const records =
        declared.length > 0
          ? declared.map((it) => ({ ...it, attested: it.evidence !== undefined }))
          : [
              {
                item: box.item,
                name: `${box.section}-${slug(box.title)}`,
                title: box.title,
                description: `${box.title}: somebody has done it, and says where the evidence is.`,
                why: "What nobody has tried does not work on the day it is needed.",
                howToFix: `Do it, then declare an Attestation with item: "${box.item}".`,
                severity: "medium" as const,
                from: box.from,
                decidedBy: "stack" as const,
                attested: true,
              },
            ];
      return records.map((record) => {
        const asked = profileRank(profiles[profile].name) >= profileRank(record.from);
        const verdict = asked ? verdictFor(record.name, record.attested) : "not-asked";
        return requirementReport(record, verdict, profile);
      });
    });
}

type Told = Pick<
  RequirementReport,
  "item" | "name" | "title" | "description" | "why" | "howToFix" | "severity" | "from"
> & { readonly attested: boolean; readonly decidedBy: "resource" | "stack" };

function requirementReport(record: Told, verdict: ReportVerdict, profile: ProfileName): RequirementReport {
  const { item, name, title, description, why, howToFix, severity, from } = record;
  const results = record.attested ? [] : resultsFor(record, verdict, profile);
  return {
    item,
    name,
    title,
    description,
    why,
    howToFix,
    severity,
    from,
    decidedBy: record.attested ? "evidence" : record.decidedBy,
    enforcement: name.startsWith("1.1") ? "advisory" : "mandatory",
    verdict,
    ...(record.attested && verdict === "open" ? { results: [openResult(record)] } : { results }),
    counts: countsOf(record, verdict, results),
    ...(name === "2.4-key-rotation" && verdict === "exempt" ? { remarks: [unusedExemption] } : {}),
    met: verdict === "not-asked" || verdict === "not-applicable" || record.attested ? [] : metBy(name),
    ...(record.attested && verdict === "pass"
      ? {
          evidence: {
            result: "passed" as const,
            by: "Kim Larsen, SRE",
            on: "2026-10-02",
            evidence: "https://wiki.example.com/evidence/" + name,
            validUntil: "2027-01-02",
            ...(name.startsWith("6.3")
              ? { measurements: { p95Ms: 310, p99Ms: 720, errorRatePercent: 0.04 } }
              : {}),
          },
        }
      : {}),
  };
}

const unusedExemption = {
  message:
    "2.4 Key rotation: the exemption for ledger-* (until 2027-01-31) matches nothing in this stack. Remove it.",
  blocks: false,
};

function countsOf(
  { name, attested }: Told,
  verdict: ReportVerdict,
  results: readonly ResultReport[],
): RequirementReport["counts"] {
  if (verdict === "not-asked" || verdict === "not-applicable") return {};
  if (attested) return { [verdict]: 1 };
  const counts = Object.fromEntries(
    reportVerdicts.flatMap((it) => {
      const count = results.filter((result) => result.verdict === it).length;
      return count > 0 ? [[it, count]] : [];
    }),
  );
  return { ...counts, pass: metBy(name).length };
}

function openResult({ item, title, name }: Told): ResultReport {
  const section = name.slice(0, name.indexOf("-"));
  return {
    verdict: "open",
    blocks: false,
    messages: [`${section} ${title}: nothing attests it. Declare an Attestation with item: "${item}".`],
  };
}

function resultsFor(record: Told, verdict: ReportVerdict, profile: ProfileName): readonly ResultReport[] {
  const section = record.name.split("-")[0] ?? "";
  const start = `${section} ${record.title}`;
  switch (verdict) {
    case "violation":
      return [
        result("violation", "orders", "aws:rds/instance:Instance", [
          `${start}: backupRetentionPeriod is 7 days; ${profile} needs at least 30. Set backupRetentionPeriod: 30.`,
          `${start}: storageEncrypted is false; ${profile} needs true. Set storageEncrypted: true.`,
        ]),
        result("violation", "shop-api", "kubernetes:apps/v1:Deployment", [
          `${start}: container api (spec.template.spec.containers[0]): resources.limits.memory is not set; ${profile} needs a limit. Set resources.limits.memory: "512Mi".`,
        ]),
        result("undetermined", "reports", "aws:rds/instance:Instance", [
          `${start}: undetermined, because backupRetentionPeriod is not known until the update. pulumi up decides it.`,
        ]),
      ];
    case "undetermined":
      return [
        result("undetermined", "orders", "aws:rds/instance:Instance", [
          `${start}: undetermined, because backupRetentionPeriod is not known until the update. pulumi up decides it.`,
        ]),
      ];
    case "exempt":
      return [
        {
          ...result("exempt", "legacy-ledger", "aws:kms/key:Key", [
            `${start}: rotationPeriodInDays is 365; ${profile} needs at most 30. Set rotationPeriodInDays: 90.`,
          ]),
          exemption: {
            reason: "The ledger is read-only, and is retired in the first quarter.",
            owner: "payments-platform@acme.example",
            ticket: "SEC-1204",
            expires: "2027-03-31",
            from: "pack configuration",
          },
        },
      ];
    default:
      return [];
  }
}

function result(
  verdict: ReportVerdict,
  name: string,
  type: string,
  messages: readonly string[],
): ResultReport {
  return {
    resource: { urn: urnOf(type, name), type, name },
    verdict,
    blocks: verdict === "violation",
    messages,
  };
}

function urnOf(type: string, name: string): string {
  return `urn:pulumi:production::shop::acme:platform:Service$${type}::${name}`;
}

function metBy(name: string): readonly string[] {
  return name.length % 3 === 0
    ? [urnOf("aws:rds/instance:Instance", "users"), urnOf("aws:rds/instance:Instance", "catalogue")]
    : [urnOf("kubernetes:apps/v1:Deployment", "shop-web")];
}

function blockerReport(
  { item, title }: { readonly item: string; readonly title: string },
  reports: readonly RequirementReport[],
): BlockerReport {
  const open = reports
    .filter((it) => isBehind(item, it) && ["violation", "open"].includes(it.verdict))
    .map(({ name, results, howToFix }) => ({
      requirement: name,
      closedBy: results[0]?.messages[0] ?? howToFix,
    }));
  return { item, title, isOpen: open.length > 0, open };
}

function boxReports(reports: readonly RequirementReport[]): readonly BoxReport[] {
  return boxes.map(({ item, section, title }) => {
    const names = reports.filter((it) => it.item === item || isBehind(item, it)).map(({ name }) => name);
    const verdicts = reports.filter(({ name }) => names.includes(name)).map(({ verdict }) => verdict);
    return { item, section, title, verdict: worst(verdicts), requirements: names };
  });
}

function isBehind(item: string, requirement: RequirementReport): boolean {
  return [...blockers, ...nonBlocking].some((it) => it.item === item && answers(it, requirement));
}

const worstFirst: readonly ReportVerdict[] = [
  "violation",
  "open",
  "undetermined",
  "exempt",
  "pass",
  "not-applicable",
  "not-asked",
];

function worst(verdicts: readonly ReportVerdict[]): ReportVerdict {
  return worstFirst.find((it) => verdicts.includes(it)) ?? "not-applicable";
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/\([^)]*\)/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** Keys whose values renderers may rely on: the rest is free text. */
const fixedKeys = new Set([
  "createdAt",
  "operation",
  "verdict",
  "severity",
  "decidedBy",
  "enforcement",
  "from",
  "result",
  "source",
  "decision",
  "item",
  "section",
  "requirement",
  "requirements",
]);

/** The report with a hostile text in each place that holds free text. */
function withTexts(report: Report, texts: readonly string[]): Report {
  let next = 0;
  const hostile = (): string => `${texts[next++ % texts.length] ?? ""} ${next}`;
  const changed = (value: unknown, key: string, parent: string): unknown => {
    if (typeof value === "string") return hostile();
    if (Array.isArray(value)) return value.map((it: unknown) => changed(it, key, parent));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, it]) => {
        const isName = name === "name" && (key === "profile" || (key === "requirements" && parent === ""));
        const isKept =
          name === "tool" || isName || (fixedKeys.has(name) && typeof it !== "object") || keepsList(name, it);
        return [name, isKept ? it : changed(it, name, key)];
      }),
    );
  };
  return changed(report, "", "") as Report;
}

/** Names of requirements tie the parts of a report together. */
function keepsList(name: string, value: unknown): boolean {
  return name === "requirements" && Array.isArray(value) && value.every((it) => typeof it === "string");
}
