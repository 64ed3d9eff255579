import { Fact } from "../../evaluation/fact";
import { kind } from "../../evaluation/kind";
import { lookup } from "../../evaluation/lookup";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint } from "../../kinds/entry-point";
import { partOf, type Part } from "../aws/parts";
import { borrowed } from "../borrowed-fact";
import { Lacking } from "../kubernetes/lacking";
import { followArm } from "./arm-part";

const bindingPart = kind<Part>("host name binding");
const certificatePart = kind<Part>("certificate");

/** `azure-native:web:WebAppHostNameBinding`, and that of a slot: a host of one's own. */
export const webAppHostNameBinding = reader(
  ["azure-native:web:WebAppHostNameBinding", "azure-native:web:WebAppHostNameBindingSlot"],
  bindingPart,
  partOf,
);

/** `azure-native:web:Certificate`: of Azure's, of Key Vault, or uploaded. */
export const webCertificate = reader("azure-native:web:Certificate", certificatePart, partOf);

const bindingsByApp = lookup(bindingPart, (self, stack) => {
  const { inputs } = self.thing;
  const reference = inputs.reference("name");
  const { subjects } = followArm(self, reference, entryPoint, ["name"], stack);
  return { some: subjects.map(({ resource }) => resource.urn) };
});

/** A host of an app with a certificate. */
export interface WebAppHost {
  readonly name: string;
  readonly renewsItself: Fact<boolean>;
}

/** The hosts of one's own that an app has, with their certificates. */
export function hostsOfWebApp(
  inputs: Inputs,
  self: Subject<unknown>,
  stack: StackView,
): readonly WebAppHost[] {
  const own = inputs.list("hostNameSslStates").items.map((state) => ({
    from: self,
    host: state.string("name"),
    thumbprint: state.reference("thumbprint"),
    as: <T>(fact: Fact<T>) => fact,
  }));
  const bound = stack.candidates(bindingsByApp, [self.resource.urn]).map((binding) => ({
    from: binding,
    host: binding.thing.inputs.string("hostName"),
    thumbprint: binding.thing.inputs.reference("thumbprint"),
    as: <T>(fact: Fact<T>) => borrowed(`${binding.kind.name} ${binding.resource.name}`, fact),
  }));
  return [...own, ...bound]
    .filter(({ thumbprint }) => thumbprint.isSet)
    .map(({ from, host, thumbprint, as }) => ({
      name: `host ${host.shownValue ?? from.resource.name}`,
      renewsItself: as(renewsItself(from, thumbprint, stack)),
    }));
}

function renewsItself(from: Subject<unknown>, thumbprint: Reference, stack: StackView): Fact<boolean> {
  const [found] = stack.follow(from, thumbprint, certificatePart).subjects;
  if (found !== undefined) {
    return borrowed(`${found.kind.name} ${found.resource.name}`, isRenewed(found.thing.inputs));
  }
  const { fact } = thumbprint;
  const why = fact.isKnown ? "is of a certificate outside the stack" : fact.says;
  return Fact.unknown(fact.path, why);
}

/** Azure renews its own certificates, and follows those of Key Vault. */
function isRenewed(inputs: Inputs): Fact<boolean> {
  const source = ["canonicalName", "keyVaultSecretName"].find((property) => inputs.has(property));
  if (source !== undefined) return Fact.given(true, [source]);
  return inputs.has("pfxBlob")
    ? new Lacking<boolean>(["pfxBlob"], {
        says: "is uploaded, and nothing renews it",
        advice: "Use a free managed certificate (canonicalName), or one of Key Vault.",
      })
    : Fact.unknown(["canonicalName"], "is not set, so that where the certificate comes from is not known");
}
