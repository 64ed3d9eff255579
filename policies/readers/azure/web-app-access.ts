import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint } from "../../kinds/entry-point";
import { partOf, type Part } from "../aws/parts";
import { followArm } from "./arm-part";

const privateEndpointPart = kind<Part>("private endpoint");

/** `azure-native:network:PrivateEndpoint`: an address in a virtual network for a service of Azure's. */
export const privateEndpoint = reader("azure-native:network:PrivateEndpoint", privateEndpointPart, partOf);

const endpointsByService = lookup(privateEndpointPart, (self, stack) => {
  const { inputs } = self.thing;
  const connections = [
    ...inputs.list("privateLinkServiceConnections").items,
    ...inputs.list("manualPrivateLinkServiceConnections").items,
  ];
  return {
    some: connections.flatMap((it) =>
      followArm(self, it.reference("privateLinkServiceId"), entryPoint, ["name"], stack).subjects.map(
        ({ resource }) => resource.urn,
      ),
    ),
  };
});

const RESTRICTIONS = "siteConfig.ipSecurityRestrictions";
const DEFAULT = "siteConfig.ipSecurityRestrictionsDefaultAction";

/** Who an app lets in, beside Azure's own networks. */
interface Admitted {
  readonly ranges: Listing<Fact<string>>;
  /** True where no rule lets addresses in: only Front Door and virtual networks reach it. */
  readonly isBehind: boolean;
}

/** The rules of an app: everybody is let in unless one is set, or the default is to deny. */
function admittedTo(inputs: Inputs): Admitted | undefined {
  const rules = inputs.list(RESTRICTIONS);
  const otherwise = inputs.string(DEFAULT);
  if (rules.items.length === 0 && rules.missing === undefined && otherwise.isAbsent) return undefined;
  const deciding = rules.items.flatMap((rule) => [
    rule.string("action", { whenAbsent: "Allow" }),
    rule.string("tag", { whenAbsent: "Default" }),
  ]);
  const untold = rules.missing ?? [otherwise, ...deciding].find((it) => it.untold)?.untold;
  if (untold) return { ranges: Listing.unknown(untold), isBehind: false };
  if (otherwise.value === "Allow") {
    const everybody = otherwise.map(() => EVERYBODY, { fixable: false });
    return { ranges: new Listing([everybody]), isBehind: false };
  }
  const allowed = rules.items.filter(
    (rule) => rule.string("action", { whenAbsent: "Allow" }).value === "Allow",
  );
  const ranges = allowed.flatMap((rule) => rangeOf(rule) ?? []);
  return { ranges: new Listing(ranges, undefined, rules.path), isBehind: ranges.length === 0 };
}

const EVERYBODY = "0.0.0.0/0";

/** The addresses of a rule; undefined for a subnet, and for Front Door. */
function rangeOf(rule: Inputs): Fact<string> | undefined {
  const address = rule.string("ipAddress");
  if (rule.has("vnetSubnetResourceId") && address.isAbsent) return undefined;
  if (rule.string("tag").value === "ServiceTag") {
    const isFrontDoor = address.value === "AzureFrontDoor.Backend";
    if (isFrontDoor && rule.has(["headers", "x-azure-fdid"])) return undefined;
    const why = isFrontDoor
      ? "lets every Front Door in, unless its headers name yours (x-azure-fdid)"
      : "is a service tag, and whom it lets in is not judged";
    return address.map<string>(() => undefined, { why });
  }
  return address.map((text) => (text === "Any" ? EVERYBODY : text), { fixable: false });
}

/** The address ranges that reach an app from the internet. Undefined where every one does. */
export function rangesOfWebApp(inputs: Inputs): Listing<Fact<string>> | undefined {
  return admittedTo(inputs)?.ranges;
}

/** Whether only virtual networks and Front Door reach an app. */
export function webAppIsInternal(inputs: Inputs, self: Subject<unknown>, stack: StackView): Fact<boolean> {
  if (inputs.has("hostingEnvironmentProfile")) {
    return Fact.unknown(
      ["hostingEnvironmentProfile"],
      "names an App Service Environment, which decides who reaches it",
    );
  }
  const own = inputs.string("publicNetworkAccess");
  const access = own.isAbsent ? inputs.string("siteConfig.publicNetworkAccess") : own;
  if (access.untold) return Fact.unknown(access.path, access.untold.why);
  if (access.value === "Disabled") return Fact.given(true, access.path);
  // An app with a private endpoint is reached by that alone, unless public access is asked for.
  const isLinked = stack.candidates(endpointsByService, [self.resource.urn]).length > 0;
  if (isLinked && access.isAbsent) return Fact.given(true, access.path);
  const admitted = admittedTo(inputs);
  const missing = admitted?.ranges.missing;
  if (missing) return Fact.unknown(missing.path ?? [], missing.why);
  const ranges = admitted?.ranges.items ?? [];
  const [first] = ranges;
  if (first?.untold && ranges.every((range) => range.untold)) {
    return Fact.unknown(first.path, first.untold.why);
  }
  return Fact.given(admitted?.isBehind === true, ["siteConfig", "ipSecurityRestrictions"]);
}
