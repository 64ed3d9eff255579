import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { meshPolicy } from "../../kinds/mesh-policy";
import { identityOf, isKubernetes } from "./identity";
import { GATEWAY_NAMESPACES } from "./istio-objects";
import { selectorMatches } from "./labels";
import { podLabelsOf } from "./network-policy";
import { both, either, holds, same } from "./ternary";

/** The namespace whose policies hold for the whole mesh, where the mesh is not configured otherwise. */
const [ROOT_NAMESPACE] = GATEWAY_NAMESPACES;

/** Istio's PeerAuthentication. Without a mode it inherits, and the mesh's own default takes plain text as well. */
export const istioPeerAuthentication = reader(
  "kubernetes:security.istio.io/*:PeerAuthentication",
  meshPolicy,
  (object) => {
    const { namespace } = identityOf(object);
    const isForMesh = namespace.value === undefined ? undefined : namespace.value === ROOT_NAMESPACE;
    const selector = object.presence("spec.selector");
    const selects = selector.value === true || selector.untold !== undefined;
    return {
      precedence: selects ? 2 : isForMesh ? 0 : 1,
      appliesTo: (target, self) =>
        holds(
          isKubernetes(target)
            ? both(
                selects ? selectorMatches(object.at("spec.selector"), podLabelsOf(target.thing)) : true,
                either(same(namespace, target.thing.identity.namespace), selects ? false : isForMesh),
              )
            : false,
          `mesh policy ${self.resource.name} applies to its pods`,
        ),
      get verifiesCallers() {
        return Listing.of(new Listing([strict(object.at("spec"))]), portsOf(object));
      },
    };
  },
);

function strict(level: Inputs): Fact<boolean> {
  const mode = level.string("mtls.mode");
  const isUnset = mode.isAbsent || mode.value === "UNSET";
  return isUnset ? Fact.presumed(false, mode.path, INHERITS, WRITTEN) : mode.map(isStrict, WRITTEN);
}

const INHERITS = "is not set, and is inherited from policies that are not in this stack";
const WRITTEN = {
  says: (verifies: boolean) => (verifies ? "certificates only" : "plain text too"),
  write: () => "STRICT",
};
const isStrict = (mode: string) => mode === "STRICT";

/** Modes of single ports, which count before the general one. */
function portsOf(object: Inputs): Listing<Fact<boolean>> {
  return object
    .entries("spec.portLevelMtls")
    .map(([port]) => object.string(["spec", "portLevelMtls", port, "mode"]).map(isStrict, WRITTEN));
}
