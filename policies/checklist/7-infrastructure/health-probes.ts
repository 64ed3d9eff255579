import { unlessExcluded } from "../../evaluation/exclusion";
import { advise, allOf, notApplicable, pass, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { isApplication, isApplicationContainer } from "../../kinds/application";
import { runsToItsEnd, workload, type Container, type Probe, type Workload } from "../../kinds/workload";
import { applicationContracts, type ProbeContract } from "../../kinds/application-contract";
import { eachContainer } from "../each-container";

/** 7.2 "Liveness probe pointing to /health", "Readiness probe pointing to /ready". */
export const healthProbes = requirement({
  item: "7.2.2",
  name: "7.2-health-probes",
  title: "Health probes",
  description:
    "Serving containers of long-running workloads have liveness and readiness probes; the application's point to its own paths.",
  why: "Without probes, traffic goes to processes that hang and to pods that are not ready.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "resource",
  howToFix:
    "Add a livenessProbe and a readinessProbe to every serving container; FraiseQL answers on /health and /ready.",
  each: workload,
  check: (it, context) =>
    unlessExcluded(runsToItsEnd(it, "it runs to its end, and needs no probes"), () =>
      eachContainer(it, (container) => hasProbes(it, container, context)),
    ),
});

function hasProbes(it: Workload, container: Container, { settings }: Context<Workload>): Outcome {
  if (!serves(container, it)) return notApplicable("it does not serve");
  const contract =
    isApplication(it, settings) && isApplicationContainer(container, it)
      ? applicationContracts[settings.applicationGeneration]
      : undefined;
  const { livenessProbe, readinessProbe } = container;
  if (livenessProbe === undefined && readinessProbe === undefined) {
    return notApplicable("the platform has no such setting");
  }
  const advice = contract
    ? (it.advice?.healthCheck ??
      `Probe ${contract.liveness.path} for liveness and ${contract.readiness.path} for readiness.`)
    : it.advice?.healthCheck
      ? "Add a health check."
      : "Add a livenessProbe and a readinessProbe.";
  return allOf(
    probes(livenessProbe, contract?.liveness, advice),
    probes(readinessProbe, contract?.readiness, advice),
  );
}

/** Main containers serve (where several, those that declare ports), and so do sidecars that keep running. */
function serves(container: Container, it: Workload): boolean {
  if (container.role === "sidecar") return true;
  if (container.role !== "main") return false;
  const declaring = it.containers.items.filter((other) => other.role === "main" && other.declaresPorts);
  return declaring.length === 0 || container.declaresPorts;
}

function probes(probe: Probe | undefined, contract: ProbeContract | undefined, advice: string): Outcome {
  if (probe === undefined) return notApplicable("the platform has no such setting");
  const present = advise(
    probe.present.satisfies((set) => set, "a probe"),
    advice,
  );
  if (present.result !== "pass" || contract === undefined) return present;
  if (probe.isTcp && contract.acceptsTcp) return pass;
  return probe.httpPath.satisfies(
    (path) => path === contract.path,
    JSON.stringify(contract.path),
    contract.path,
  );
}
