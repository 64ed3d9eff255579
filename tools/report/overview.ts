import { requirements } from "../../policies/checklist";
import { boxes, sections } from "../../policies/checklist/boxes";
import {
  reportVerdicts,
  type BlockerReport,
  type BoxReport,
  type Report,
  type ReportVerdict,
  type RequirementReport,
  type ResultReport,
} from "../../policies/evaluation/report";

/** How a verdict is told. */
export interface VerdictWords {
  /** `Violated`. */
  readonly label: string;
  /** One character for places without colour and drawing. */
  readonly mark: string;
  /** A sentence for those who read a report for the first time. */
  readonly means: string;
}

/** The words of every verdict. */
export const verdictWords: Readonly<Record<ReportVerdict, VerdictWords>> = {
  "violation": { label: "Violated", mark: "❌", means: "It is not met." },
  "open": { label: "Open", mark: "⬜", means: "Somebody has to attest it, and no evidence is there yet." },
  "undetermined": {
    label: "Undetermined",
    mark: "❔",
    means: "It cannot be told from what is known. It never counts as met.",
  },
  "exempt": { label: "Exempt", mark: "🔶", means: "It is not met, and an exemption that holds says why." },
  "pass": { label: "Met", mark: "✅", means: "It is met." },
  "not-applicable": {
    label: "Not applicable",
    mark: "➖",
    means: "Nothing in the stack is what it speaks about, or evidence says so with a reason.",
  },
  "not-asked": { label: "Not asked", mark: "▫️", means: "The profile does not ask for it." },
};

/** The verdicts in the order in which they need attention. */
export const verdictOrder: readonly ReportVerdict[] = [
  "violation",
  "open",
  "undetermined",
  "exempt",
  "pass",
  "not-applicable",
  "not-asked",
];

/** What is left to do about a box with such a verdict. */
export const unmetVerdicts: readonly ReportVerdict[] = ["violation", "open", "undetermined"];

/** How many have which verdict. */
export type VerdictCounts = Readonly<Record<ReportVerdict, number>>;

/** How many of them have which verdict. */
export function countVerdicts(items: readonly { readonly verdict: ReportVerdict }[]): VerdictCounts {
  return Object.fromEntries(
    reportVerdicts.map((verdict) => [verdict, items.filter((it) => it.verdict === verdict).length]),
  ) as Record<ReportVerdict, number>;
}

/** `organization/project/stack`. */
export function stackName({ stack }: Report): string {
  return [stack.organization, stack.project, stack.name].filter((it) => it !== undefined).join("/");
}

/** What comes first in a report: may it be launched? */
export interface Headline {
  readonly state: "go" | "ready" | "no-go";
  readonly word: "GO" | "READY" | "NO-GO";
  /** A sentence on why. */
  readonly why: string;
}

/** GO or NO-GO, as it stands: a GO that somebody declared does not count while a blocker is open. */
export function headlineOf({ launch }: Report): Headline {
  const open = launch.blockers.filter(({ isOpen }) => isOpen).length;
  const blockers = `${open} of ${launch.blockers.length} blockers ${open === 1 ? "is" : "are"} open`;
  const { decision } = launch;
  const by = decision && `by ${decision.decisionMaker} on ${decision.date}`;
  if (decision?.decision === "NO-GO") {
    return {
      state: "no-go",
      word: "NO-GO",
      why: `Decided ${by ?? ""}; ${open === 0 ? "no blocker is open" : blockers}.`,
    };
  }
  if (!launch.ready) {
    return {
      state: "no-go",
      word: "NO-GO",
      why: by === undefined ? `${blockers}.` : `${blockers}: the GO ${by} does not hold.`,
    };
  }
  return by === undefined
    ? { state: "ready", word: "READY", why: "No blocker is open, and no launch decision is declared yet." }
    : { state: "go", word: "GO", why: `Decided ${by}; no blocker is open.` };
}

/** How a blocker stands: open, or what its box says. */
export interface BlockerState {
  readonly verdict: ReportVerdict;
  /** `open`, `closed`, or what else there is to know of one that is not open. */
  readonly word: string;
}

/** How a blocker stands. One that is not open may also not apply, be exempt, or wait for the update. */
export function blockerState({ item, isOpen }: BlockerReport, report: Report): BlockerState {
  if (isOpen) return { verdict: "violation", word: "open" };
  const verdict = report.boxes.find((box) => box.item === item)?.verdict ?? "pass";
  switch (verdict) {
    case "not-applicable":
    case "not-asked":
    case "exempt":
    case "undetermined":
      return { verdict, word: verdictWords[verdict].label.toLowerCase() };
    default:
      return { verdict: "pass", word: "closed" };
  }
}

/** Where the profile came from: `from the stack configuration`. */
export function profileOrigin({ profile }: Report): string {
  return profile.source === "default" ? "by default" : `from the ${profile.source}`;
}

/** A part of the checklist: `3.3 Backup & Recovery`. */
export interface SectionOverview {
  readonly number: string;
  readonly title: string;
  readonly boxes: readonly BoxOverview[];
}

/** A chapter of the checklist: `3 Database Configuration`. */
export interface ChapterOverview {
  readonly number: string;
  readonly title: string;
  readonly sections: readonly SectionOverview[];
  readonly counts: VerdictCounts;
}

/** A box with what answers it. */
export interface BoxOverview extends BoxReport {
  /** The points below it in the checklist. */
  readonly asks: readonly string[];
  /** The requirements that are told here. */
  readonly answers: readonly RequirementReport[];
  /** The requirements that are told at another box, and where. */
  readonly elsewhere: readonly { readonly requirement: RequirementReport; readonly item: string }[];
}

/** What only a profile's summary names has no section of its own. */
const SUMMARIES = "x";
const SUMMARIES_TITLE = "Profile-Specific Checklists";

/** The checklist by chapter and section, in its order. Every requirement is told once: at its own box. */
export function chaptersOf(report: Report): readonly ChapterOverview[] {
  const told = boxesOf(report);
  return unique(told.map(chapterOf)).map((number) => {
    const inChapter = told.filter((box) => chapterOf(box) === number);
    return {
      number,
      title: titleOf(number),
      counts: countVerdicts(inChapter),
      sections: unique(inChapter.map(({ section }) => section)).map((section) => ({
        number: section,
        title: titleOf(section),
        boxes: inChapter.filter((box) => box.section === section),
      })),
    };
  });
}

/** The heading of a chapter or section; what stands outside the sections has no number. */
export function numbered({ number, title }: { readonly number: string; readonly title: string }): string {
  return number === SUMMARIES ? title : `${number} ${title}`;
}

/** The boxes in the checklist's order, with what answers each. */
export function boxesOf(report: Report): readonly BoxOverview[] {
  const byName = new Map(report.requirements.map((it) => [it.name, it]));
  const homes = homesOf(report);
  const asks = new Map(boxes.map((box) => [box.item, box.asks]));
  return report.boxes.map((box) => {
    const answering = box.requirements.flatMap((name) => byName.get(name) ?? []);
    return {
      ...box,
      asks: asks.get(box.item) ?? [],
      answers: answering.filter(({ name }) => homes.get(name) === box.item),
      elsewhere: answering.flatMap((requirement) => {
        const item = homes.get(requirement.name);
        return item === undefined || item === box.item ? [] : [{ requirement, item }];
      }),
    };
  });
}

/** The box at which each requirement is told, by its name: its own, or the first that it answers. */
export function homesOf(report: Report): ReadonlyMap<string, string> {
  return new Map(
    report.requirements.flatMap(({ name, item }) => {
      const answered = report.boxes.filter((box) => box.requirements.includes(name));
      const home = answered.find((box) => box.item === item) ?? answered[0];
      return home === undefined ? [] : [[name, home.item] as const];
    }),
  );
}

/** A result, or what is to be said of the exemptions themselves. */
export interface ToldResult extends ResultReport {
  readonly isOnExemptions?: boolean;
}

/** The results of a requirement, those that need attention first, and then what is to be said of its exemptions. */
export function resultsOf({ results, remarks = [] }: RequirementReport): readonly ToldResult[] {
  return [
    ...verdictOrder.flatMap((verdict) => results.filter((it) => it.verdict === verdict)),
    ...remarks.map(({ message, blocks }) => ({
      verdict: "violation" as const,
      blocks,
      messages: [message],
      isOnExemptions: true,
    })),
  ];
}

/** What a result is about: the resource's name, or the whole stack. */
export function subjectOf({ resource, isOnExemptions }: ToldResult): string {
  return resource?.name ?? (isOnExemptions === true ? "exemptions" : "the whole stack");
}

/** A message without the section and title that it starts with: they stand above it. */
export function shownMessage({ name, title }: RequirementReport, message: string): string {
  const section = name.slice(0, name.indexOf("-"));
  const start = [`${section} ${title}: `, `${title}: `].find((it) => message.startsWith(it));
  return start === undefined ? message : message.slice(start.length);
}

/** `2 violated, 1 exempt, 12 met`: of how many resources what was said. */
export function tally({ counts }: RequirementReport): string {
  return verdictOrder
    .flatMap((verdict) => {
      const count = counts[verdict] ?? 0;
      return count > 0 ? [`${count} ${verdictWords[verdict].label.toLowerCase()}`] : [];
    })
    .join(", ");
}

/** A number or a word that evidence holds, in words. */
export interface ToldMeasurement {
  /** `p95 latency`, or its name where this version does not know it. */
  readonly about: string;
  /** `310 milliseconds`. */
  readonly value: string;
}

/** What the evidence of a requirement measured. */
export function measurementsOf({ name, evidence }: RequirementReport): readonly ToldMeasurement[] {
  const known = requirements.find((it) => it.name === name)?.evidence?.measurements;
  return Object.entries(evidence?.measurements ?? {}).map(([key, value]) => {
    const measurement = known?.[key];
    return {
      about: measurement?.about ?? key,
      value: measurement?.form === "number" ? `${value} ${measurement.unit}` : String(value),
    };
  });
}

/** `2026-11-24 02:40 UTC`. */
export function shownTime(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** `1 resource`, `2 resources`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function chapterOf({ section }: { readonly section: string }): string {
  return section.split(".")[0] ?? section;
}

function titleOf(number: string): string {
  if (number === SUMMARIES) return SUMMARIES_TITLE;
  return sections.find((it) => it.number === number)?.title ?? "";
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
