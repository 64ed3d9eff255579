import type { Fact } from "../../evaluation/fact";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup, type Lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint, type PlainText } from "../../kinds/entry-point";
import type { Workload } from "../../kinds/workload";
import { partOf, uniqueSubjects, type Part } from "../aws/parts";
import { borrowed } from "../borrowed-fact";
import { followArm } from "./arm-part";
import { hostsOf } from "./host-workloads";

const apiPart = kind<Part>("API");
const backendPart = kind<Part>("API Management backend");

/** `azure-native:apimanagement:Api`. */
export const managedApi = reader("azure-native:apimanagement:Api", apiPart, partOf);

/** `azure-native:apimanagement:Backend`: what policies lead requests to. */
export const managedApiBackend = reader("azure-native:apimanagement:Backend", backendPart, partOf);

/** Parts of a service by the service that they name. */
export function byService(part: typeof apiPart): Lookup<Part> {
  return lookup(part, (self, stack) => {
    const { state, subjects } = followArm(
      self,
      self.thing.inputs.reference("serviceName"),
      entryPoint,
      ["serviceName"],
      stack,
    );
    return { some: state === "unknown" ? [undefined] : subjects.map(({ resource }) => resource.urn) };
  });
}

const apisByService = byService(apiPart);
const backendsByService = byService(backendPart);

/** The APIs of a service. */
export function apisOf({ resource }: Subject<unknown>, stack: StackView): readonly Subject<Part>[] {
  return stack.candidates(apisByService, [resource.urn]);
}

/** The workloads that the APIs of a service, and the backends that its policies name, lead to. */
export function workloadsOfApis(self: Subject<unknown>, stack: StackView): Listing<Subject<Workload>> {
  const targets = [
    ...apisOf(self, stack).map((api) => ({ from: api, url: api.thing.inputs.reference("serviceUrl") })),
    ...stack
      .candidates(backendsByService, [self.resource.urn])
      .map((backend) => ({ from: backend, url: backend.thing.inputs.reference("url") })),
  ].filter(({ url }) => url.isSet);
  const found = targets.map(({ from, url }) => {
    const { workloads } = hostsOf(from, url, stack);
    return workloads.missing
      ? new Listing(workloads.items, {
          part: `${from.kind.name} ${from.resource.name}`,
          ...workloads.missing,
        })
      : workloads;
  });
  if (found.length === 0) {
    return Listing.unknown({ why: "what the APIs of the service lead to is not in this stack" });
  }
  const { items, missing } = Listing.of(...found);
  return new Listing(uniqueSubjects(items), missing);
}

/** APIs are for HTTPS alone unless they name other protocols. */
export function plainTextOfApis(self: Subject<unknown>, stack: StackView): Listing<PlainText> {
  const each = apisOf(self, stack).map((api) => {
    const protocols = api.thing.inputs.strings("protocols");
    const plain = protocols.items.filter(({ value }) => value === "http" || value === "ws").slice(0, 1);
    const untold = protocols.missing ?? protocols.items.find((it) => it.untold)?.untold;
    const part = `API ${api.resource.name}`;
    return new Listing(
      plain.map((protocol): PlainText => ({
        path: [],
        name: part,
        redirects: borrowed(part, asPlain(protocol)),
      })),
      untold && plain.length === 0 ? { part, ...untold } : undefined,
    );
  });
  return Listing.of(...each);
}

function asPlain(protocol: Fact<string>): Fact<boolean> {
  return protocol.map(() => false, { says: () => "plain HTTP", fixable: false });
}
