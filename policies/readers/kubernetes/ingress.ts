import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint, type EntryPoint } from "../../kinds/entry-point";
import { albFacts, albScheme } from "./ingress-alb";
import { azureFacts, azureIsInternal } from "./ingress-azure";
import { classOf, controllerOf, controllersByAnnotation, type ControllerName } from "./ingress-controller";
import { gkeFacts } from "./ingress-gke";
import { nginxFacts } from "./ingress-nginx";
import { booleanAnnotation, workloadsBehindIngress, type Ingress, type IngressFacts } from "./ingress-object";
import { traefikFacts } from "./ingress-traefik";
import { factsOfAnyController } from "./ingress-untold";
import { not } from "./ternary";

/** Ingresses. What one comes to depends on the controller of its class, and on that controller's annotations. */
export const kubernetesIngress = reader(
  [
    "kubernetes:networking.k8s.io/v1:Ingress",
    "kubernetes:networking.k8s.io/v1beta1:Ingress",
    "kubernetes:extensions/v1beta1:Ingress",
  ],
  entryPoint,
  (object): EntryPoint | undefined => {
    // A canary takes a share of the requests of the Ingress that it stands beside, and has no settings of its own.
    if (booleanAnnotation(object, "nginx.ingress.kubernetes.io/canary").value === true) return undefined;
    const facts = (self: Subject<EntryPoint>, stack: StackView) => factsOf(object, self, stack);
    return {
      type: "Ingress",
      get isInternal() {
        return isInternalOf(object);
      },
      workloads: (self, stack) => workloadsBehindIngress({ object, self, stack }),
      plainText: (self, stack) => facts(self, stack).plainText,
      tls: (self, stack) => facts(self, stack).tls,
      hsts: (self, stack) => facts(self, stack).hsts,
      cors: (self, stack) => facts(self, stack).cors,
      requestsPerMinute: (self, stack) => facts(self, stack).requestsPerMinute,
      bodyLimitBytes: (self, stack) => facts(self, stack).bodyLimitBytes,
      healthCheck: (self, stack) => facts(self, stack).healthCheck,
      timeoutSeconds: (self, stack) => facts(self, stack).timeoutSeconds,
      allowedRanges: (self, stack) => facts(self, stack).allowedRanges,
      servedBehind: (self, stack) => facts(self, stack).servedBehind,
    };
  },
);

const CONTROLLERS: Readonly<Record<ControllerName, (ingress: Ingress) => IngressFacts>> = {
  nginx: nginxFacts,
  alb: albFacts,
  gke: gkeFacts,
  traefik: traefikFacts,
  azure: azureFacts,
};

function factsOf(object: Inputs, self: Subject<EntryPoint>, stack: StackView): IngressFacts {
  const choice = controllerOf(object, self, stack);
  const isPublic = not(self.thing.isInternal.value);
  const ingress: Ingress = { object, self, stack, classPath: choice.path, isPublic };
  if (choice.name !== undefined) return CONTROLLERS[choice.name](ingress);
  const { path, why, isUntold } = choice;
  const facts = factsOfAnyController(ingress, { path, why });
  // A controller that is not known yet may take certificates from its own annotations.
  return isUntold && facts.tls.isEmpty ? { ...facts, tls: Listing.unknown({ path, why }) } : facts;
}

/** Public unless its class, or an annotation of its controller, says otherwise. */
function isInternalOf(object: Inputs): Fact<boolean> {
  const named = classOf(object);
  const { path, state, value = "" } = named;
  if (state.is === "unknown") return Fact.unknown(path, state.why);
  if (/(^|-)(internal|private)(-|$)/.test(value)) return Fact.given(true, path);
  const annotated = controllersByAnnotation(object);
  if (value === "alb" || annotated.includes("alb")) return albScheme(object);
  if (annotated.includes("azure")) return azureIsInternal(object);
  return Fact.given(false, path);
}
