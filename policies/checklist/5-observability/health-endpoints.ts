import { allOf, notApplicable, pass, type Outcome } from "../../evaluation/outcome";
import { unlessExcluded } from "../../evaluation/exclusion";
import { requirement, type Context } from "../../evaluation/requirement";
import { applicationContracts, type ProbeContract } from "../../kinds/application-contract";
import { isApplication, isApplicationContainer } from "../../kinds/application";
import { entryPoint, type EntryPoint } from "../../kinds/entry-point";
import { runsToItsEnd, workload, type Container, type Probe, type Workload } from "../../kinds/workload";
import { eachContainer } from "../each-container";
import { whenApplication } from "../entry-points";

/** 5.1 "`/health` (liveness probe)", "`/ready` (readiness probe)", "Health check interval: 30 seconds". */
export const healthEndpoints = requirement<Workload | EntryPoint>({
  item: "5.1.1",
  name: "5.1-health-endpoints",
  title: "Health endpoints",
  description:
    "Probes and load balancers ask the application's own health endpoints, at least every 30 seconds.",
  why: "A check of the wrong path says healthy while the database is out of reach.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "stack",
  thresholds: ["healthCheckIntervalSeconds"],
  howToFix:
    "Point liveness probes to /health, readiness probes and load balancer health checks to /ready, every 30 seconds or less.",
  each: [workload, entryPoint],
  check: (_, context) =>
    isEntryPoint(context)
      ? whenApplication(context, () => checkedByEntryPoint(context))
      : probed(context as Context<Workload>),
});

function isEntryPoint(context: Context<Workload | EntryPoint>): context is Context<EntryPoint> {
  return context.subject.kind === entryPoint;
}

/** A load balancer may ask either endpoint: readiness is right, liveness keeps it from sending traffic nowhere. */
function checkedByEntryPoint({ profile, settings, stack, subject }: Context<EntryPoint>): Outcome {
  const check = subject.thing.healthCheck?.(subject, stack);
  if (check === undefined) return notApplicable("the readiness of the workloads behind it decides");
  const { liveness, readiness } = applicationContracts[settings.applicationGeneration];
  return allOf(
    check.path.isOneOf([readiness.path, liveness.path]),
    check.intervalSeconds.atMost(profile.healthCheckIntervalSeconds),
  );
}

function probed(context: Context<Workload>): Outcome {
  const it = context.subject.thing;
  if (!isApplication(it, context.settings)) return notApplicable("it does not run the application");
  return unlessExcluded(runsToItsEnd(it, "it runs to its end, and needs no probes"), () =>
    eachContainer(it, (container) =>
      isApplicationContainer(container, it)
        ? containerProbed(container, context)
        : notApplicable("it is not the application"),
    ),
  );
}

function containerProbed({ livenessProbe, readinessProbe }: Container, context: Context<Workload>): Outcome {
  const { liveness, readiness } = applicationContracts[context.settings.applicationGeneration];
  return allOf(
    asks(livenessProbe, liveness, context),
    asks(readinessProbe, readiness, context),
    notApplicable("7.2 asks for the probes"),
  );
}

/** A probe that is not set is the finding of 7.2. */
function asks(probe: Probe | undefined, contract: ProbeContract, { profile }: Context<Workload>): Outcome {
  if (probe?.present.value !== true) return notApplicable("7.2 asks for the probe");
  return allOf(
    probe.isTcp && contract.acceptsTcp ? pass : probe.httpPath.is(contract.path),
    probe.periodSeconds?.atMost(profile.healthCheckIntervalSeconds) ??
      notApplicable("the platform decides the interval"),
  );
}
