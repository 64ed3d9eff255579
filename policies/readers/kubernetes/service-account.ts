import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { Workload } from "../../kinds/workload";
import { identityOf, type ObjectIdentity } from "./identity";
import { findNamed } from "./named-object";

/** A ServiceAccount, as far as it speaks for the pods that run under it. */
interface ServiceAccount {
  readonly identity: ObjectIdentity;
  /** Whether its pods get a token for the Kubernetes API, unless they say otherwise themselves. */
  readonly mountsApiToken: Fact<boolean>;
}

const serviceAccount = kind<ServiceAccount>("service account");

const TOKEN = "automountServiceAccountToken";

/** ServiceAccounts: their pods get a token unless `automountServiceAccountToken` says otherwise. */
export const kubernetesServiceAccount = reader(
  "kubernetes:core/v1:ServiceAccount",
  serviceAccount,
  (object) => ({
    identity: identityOf(object),
    get mountsApiToken() {
      return object.boolean(TOKEN, { whenAbsent: true });
    },
  }),
);

/**
 * Whether a pod gets a token for the Kubernetes API: as the pod says, then as its ServiceAccount does (`default` unless
 * named). One outside the stack may say no, unless it is that of a namespace, which says yes.
 */
export function apiTokenOf(pod: Inputs, self: Subject<Workload>, stack: StackView): Fact<boolean> {
  const own = pod.boolean(TOKEN, { whenAbsent: true });
  if (!own.isAbsent) return own;
  const name = pod
    .string("serviceAccountName")
    .orElse(pod.string("serviceAccount"))
    .orElse(pod.string("serviceAccountName", { whenAbsent: "default" }));
  const { namespace } = self.thing.identity;
  const link = findNamed(serviceAccount, { name, namespace }, self, stack);
  if (link.state === "unknown")
    return Fact.unknown(own.path, "depends on a ServiceAccount whose name is not known until the update");
  const accounts = link.subjects.map(({ thing }) => thing.mountsApiToken);
  const account = accounts.find(({ value }) => value !== false);
  if (accounts.length > 0 && account === undefined) return Fact.given(false, own.path);
  if (account?.state.is === "unknown")
    return Fact.unknown(own.path, `is left to its ServiceAccount, whose ${TOKEN} ${account.state.why}`);
  const isElsewhere = accounts.length === 0 && name.isKnown && name.value !== "default";
  return isElsewhere
    ? Fact.presumed(
        true,
        own.path,
        "is not set here, and its ServiceAccount, which is not in this stack, may decide it",
      )
    : own;
}
