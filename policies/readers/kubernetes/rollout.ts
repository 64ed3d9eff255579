import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { Rollout, Share } from "../../kinds/rollout";
import { kindOf } from "./identity";
import { intOrPercentAt } from "./int-or-percent";
import { Lacking } from "./lacking";

const ONE: Share = { amount: 1, unit: "replicas" };
const NONE: Share = { amount: 0, unit: "replicas" };
const QUARTER: Share = { amount: 25, unit: "percent" };

/** How an object's pods are replaced when its template changes. Undefined for what makes no pods of its own. */
export function rolloutOf(object: Inputs, type: string): Rollout | undefined {
  switch (kindOf(type)) {
    case "Deployment":
      return deploymentRollout(object, type);
    case "StatefulSet":
      return statefulSetRollout(object, type);
    case "DaemonSet":
      return daemonSetRollout(object, type);
    case "Rollout":
      return argoRollout(object);
    case "ReplicaSet":
    case "ReplicationController":
    case "Pod":
      return { isGradual: new Lacking(["spec"], { says: `has no update strategy in a ${kindOf(type)}` }) };
    default:
      return undefined;
  }
}

/**
 * Earlier versions that are kept. 10 unless set; 2 for a Deployment of apps/v1beta1, and all of them for one of
 * extensions/v1beta1.
 */
export function revisionHistoryOf(object: Inputs, type: string): Fact<number> | undefined {
  const kind = kindOf(type);
  if (!["Deployment", "StatefulSet", "DaemonSet", "Rollout"].includes(kind)) return undefined;
  const ofDeployment = kind === "Deployment" ? OLD_HISTORY[apiVersionOf(type)] : undefined;
  return object.number("spec.revisionHistoryLimit", { whenAbsent: ofDeployment ?? 10 });
}

const OLD_HISTORY: Readonly<Record<string, number>> = {
  "apps/v1beta1": 2,
  "extensions/v1beta1": 2 ** 31 - 1,
};

/** RollingUpdate, of a quarter of the pods, unless set; of one pod in extensions/v1beta1. */
function deploymentRollout(object: Inputs, type: string): Rollout {
  const share = apiVersionOf(type) === "extensions/v1beta1" ? ONE : QUARTER;
  const rolling = "spec.strategy.rollingUpdate";
  return {
    get isGradual() {
      return isRollingUpdate(object, "spec.strategy.type", "RollingUpdate");
    },
    get maxUnavailable() {
      return intOrPercentAt(object, `${rolling}.maxUnavailable`, share);
    },
    get maxSurge() {
      return intOrPercentAt(object, `${rolling}.maxSurge`, share);
    },
    get paused() {
      return object.boolean("spec.paused", { whenAbsent: false });
    },
  };
}

/** RollingUpdate, one pod after the other, unless set; OnDelete in apps/v1beta1. */
function statefulSetRollout(object: Inputs, type: string): Rollout {
  const rolling = "spec.updateStrategy.rollingUpdate";
  return {
    get isGradual() {
      const whenAbsent = apiVersionOf(type) === "apps/v1beta1" ? "OnDelete" : "RollingUpdate";
      return isRollingUpdate(object, "spec.updateStrategy.type", whenAbsent);
    },
    get maxUnavailable() {
      // Older versions of the API do not have it, and replace one pod after the other.
      return apiVersionOf(type) === "apps/v1"
        ? intOrPercentAt(object, `${rolling}.maxUnavailable`, ONE)
        : undefined;
    },
    get heldBack() {
      return object.number(`${rolling}.partition`, { unit: "replicas", whenAbsent: 0 });
    },
  };
}

/** RollingUpdate, one pod after the other, unless set; OnDelete in extensions/v1beta1. */
function daemonSetRollout(object: Inputs, type: string): Rollout {
  const rolling = "spec.updateStrategy.rollingUpdate";
  return {
    get isGradual() {
      const whenAbsent = apiVersionOf(type) === "extensions/v1beta1" ? "OnDelete" : "RollingUpdate";
      return isRollingUpdate(object, "spec.updateStrategy.type", whenAbsent);
    },
    get maxUnavailable() {
      return intOrPercentAt(object, `${rolling}.maxUnavailable`, ONE);
    },
    get maxSurge() {
      return apiVersionOf(type) === "apps/v1"
        ? intOrPercentAt(object, `${rolling}.maxSurge`, NONE)
        : undefined;
    },
  };
}

/** Blue-green and canary are both gradual; a canary replaces a quarter of the pods at a time unless set. */
function argoRollout(object: Inputs): Rollout {
  const blueGreen = object.presence("spec.strategy.blueGreen");
  const canary = object.presence("spec.strategy.canary");
  const isUntold = [blueGreen, canary].some(({ state }) => state.is === "unknown" || state.is === "unstated");
  return {
    isGradual:
      blueGreen.value === true || canary.value === true || isUntold
        ? blueGreen.orElse(canary)
        : new Lacking<boolean>(["spec", "strategy"], { says: "names neither canary nor blueGreen" }),
    get maxUnavailable() {
      return canary.value === true
        ? intOrPercentAt(object, "spec.strategy.canary.maxUnavailable", QUARTER)
        : undefined;
    },
    get maxSurge() {
      // Where the canary's traffic is routed, its weight decides how many pods are added.
      return canary.value === true && !object.has("spec.strategy.canary.trafficRouting")
        ? intOrPercentAt(object, "spec.strategy.canary.maxSurge", QUARTER)
        : undefined;
    },
    get paused() {
      return object.boolean("spec.paused", { whenAbsent: false });
    },
  };
}

function isRollingUpdate(object: Inputs, path: string, whenAbsent: string): Fact<boolean> {
  return object.string(path, { whenAbsent }).map((type) => type === "RollingUpdate", {
    says: (isRolling) => (isRolling ? "a rolling update" : "no rolling update"),
    write: () => "RollingUpdate",
  });
}

/** `apps/v1` of `kubernetes:apps/v1:Deployment`. */
function apiVersionOf(type: string): string {
  return type.split(":")[1] ?? "";
}
