import type { Fact } from "../../evaluation/fact";
import { unlessExcluded } from "../../evaluation/exclusion";
import {
  advise,
  advisory,
  allOf,
  notApplicable,
  pass,
  type Outcome,
  type Violation,
} from "../../evaluation/outcome";
import { formatPath } from "../../evaluation/path";
import { requirement } from "../../evaluation/requirement";
import type { HostAccess } from "../../kinds/privileges";
import { runsOnWindows, workload, type Container, type Workload } from "../../kinds/workload";
import { profileRank, type Profile } from "../../../profiles";
import { eachContainer } from "../each-container";

/** 7.1 "Non-Root User Configured": a user other than root keeps what privileges the container leaves it. */
export const privilegesDropped = requirement({
  item: "7.1.2",
  name: "7.1-privileges-dropped",
  title: "Dropped privileges",
  description:
    "No container is privileged, gains privileges, keeps Linux capabilities, calls the kernel unfiltered or reaches into its host. Advice only under STANDARD.",
  why: "What a container may do to its host, whoever takes the container over may do as well.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "resource",
  howToFix:
    "Set allowPrivilegeEscalation: false, capabilities.drop: [ALL] and seccompProfile.type: RuntimeDefault on every container, and share nothing with the host.",
  silentOn: {
    gcp: "Cloud Run has no such settings; its sandbox decides.",
  },
  each: workload,
  check: (it, { profile }) => {
    if (it.containers.isEmpty) return notApplicable("it runs no containers of its own");
    const found = allOf(
      hostAccess(it.hostAccess),
      eachContainer(it, (container) => dropsPrivileges(container, it)),
    );
    return isOnlyAdvice(profile) ? advisory(onOneLine(found)) : found;
  },
});

/** The checklist asks for a non-root user everywhere, and for the rest from REGULATED on. */
function isOnlyAdvice(profile: Profile): boolean {
  return profileRank(profile.name) < profileRank("REGULATED");
}

function dropsPrivileges({ privileges, role }: Container, it: Workload): Outcome {
  if (privileges === undefined) return notApplicable("the platform has no such settings");
  const ports = privileges.hostPorts?.every(takesNoHostPort);
  // The API server refuses ports on ephemeral containers.
  const onEvery = [privileges.privileged?.is(false), role === "ephemeral" ? undefined : ports];
  const unix = unlessExcluded(runsOnWindows(it, "Windows containers have no such settings"), () =>
    allOf(...decided(onUnix(privileges))),
  );
  return allOf(...decided(onEvery), unix);
}

/** What Windows containers do not have. */
function onUnix({
  allowsEscalation,
  droppedCapabilities,
  addedCapabilities,
  systemCallFilter,
}: NonNullable<Container["privileges"]>): readonly (Outcome | undefined)[] {
  return [
    allowsEscalation?.is(false),
    droppedCapabilities?.satisfies((names) => names.some(isAll), '["ALL"]', ["ALL"]),
    addedCapabilities && addsLittle(addedCapabilities),
    systemCallFilter?.isOneOf(["RuntimeDefault", "Localhost"]),
  ];
}

const isAll = (name: string): boolean => name.toUpperCase() === "ALL";

/** A server may bind a port below 1024; nothing else is given back. */
const HARMLESS = "NET_BIND_SERVICE";

function addsLittle(added: Fact<readonly string[]>): Outcome {
  if (added.isAbsent) return pass;
  const isHarmless = (name: string) => name.replace(/^CAP_/, "") === HARMLESS;
  return added.satisfies(
    (names) => names.every(isHarmless),
    `no capability but ${HARMLESS}`,
    added.value?.filter(isHarmless),
  );
}

function takesNoHostPort(port: Fact<number>): Outcome {
  return advise(
    port.satisfies((number) => number === 0, "no port of the host"),
    "Leave it out and use a Service.",
  );
}

function hostAccess(host: HostAccess | undefined): Outcome {
  if (host === undefined) return notApplicable("the platform shares nothing of the host");
  const paths = host.paths?.every((path) =>
    advise(
      path.satisfies(() => false, "no directory of the host"),
      "Use another kind of volume. A log agent may mount log files read-only; any other that reads its node needs an exemption.",
    ),
  );
  return allOf(
    ...decided([host.network?.is(false), host.processes?.is(false), host.interProcess?.is(false), paths]),
  );
}

function decided(outcomes: readonly (Outcome | undefined)[]): readonly Outcome[] {
  return outcomes.filter((outcome) => outcome !== undefined);
}

/** Advice in a line for each container, rather than one for each of its properties. */
function onOneLine(outcome: Outcome): Outcome {
  if (outcome.result !== "violation") return outcome;
  const merged = new Map<string, Violation>();
  for (const { part, base, path, fix = [], ...rest } of outcome.violations) {
    const place = { ...(part ? { part } : {}), ...(base ? { base } : {}) };
    const key = fix.length > 0 ? (part ?? "") + formatPath(base ?? []) : String(merged.size);
    const earlier = merged.get(key);
    merged.set(
      key,
      fix.length === 0
        ? { ...place, ...(path ? { path } : {}), ...rest }
        : {
            ...place,
            says: part
              ? "it has more privileges than it needs"
              : "its pods share more with the host than they need",
            fix: [...(earlier?.fix ?? []), ...fix],
          },
    );
  }
  return { ...outcome, violations: [...merged.values()] };
}
