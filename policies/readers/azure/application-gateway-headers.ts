import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Cors, Hsts } from "../../kinds/entry-point";
import { everyHsts, noHsts, unknownHsts } from "../kubernetes/hsts-fact";
import { mayBeEncrypted, protocolOf, routesOf, serves, type Route } from "./application-gateway-route";
import type { Children } from "./gateway-child";
import { corsAmong, hstsAmong, onCondition, type AddedHeaders } from "./response-header";

/** The headers that the rewrite rules of a set add to responses. */
function headersOf(set: Inputs): AddedHeaders {
  const rules = set.list("rewriteRules");
  const read = rules.items.map((rule) => {
    const conditions = rule.list("conditions");
    const isConditional = conditions.items.length > 0 || conditions.missing !== undefined;
    return rule.list("actionSet.responseHeaderConfigurations").map((header) => ({
      name: header.string("headerName"),
      value: header.string("headerValue"),
      onlyWhen: isConditional ? onCondition([...rule.path, "conditions"]) : undefined,
    }));
  });
  const { items, missing } = Listing.of(...read);
  return { items, missing: rules.missing ?? missing };
}

/** The Strict-Transport-Security header that routes add which serve over TLS. Undefined where none adds one. */
export function hstsOfGateway(inputs: Inputs): Hsts | undefined {
  const { items, missing } = routesOf({ inputs });
  const encrypted = items.filter((route) => serves(route) && mayBeEncrypted(route));
  const headers = encrypted.map(hstsOfRoute);
  if (headers.every((it) => it === undefined)) {
    return missing && unknownHsts(missing.path ?? [], missing.why);
  }
  return everyHsts(headers, (index) => {
    const route = encrypted[index];
    return noHsts(route?.at.path ?? [], route?.name ?? "a rule");
  });
}

function hstsOfRoute(route: Route): Hsts | undefined {
  const { rewrite, listener } = route;
  const isPlain = listener.items.some((it) => protocolOf(it).value === "Http");
  const header = ofSets(rewrite, hstsAmong);
  if (header === "untold") return unknownHsts(rewrite.untold?.path ?? [], rewrite.untold?.why ?? "");
  // A rule whose listener is not known may be of plain HTTP.
  if (header === undefined && listener.untold && isPlain) {
    return unknownHsts(listener.untold.path ?? [], listener.untold.why);
  }
  return header;
}

/** What the named set says; `untold` where it may be one of several. */
function ofSets<T>(
  { items, untold }: Children,
  read: (headers: AddedHeaders) => T | undefined,
): T | "untold" | undefined {
  if (untold) return "untold";
  const [set] = items;
  return set && read(headersOf(set));
}

/** The origins that rewrite rules let in. Undefined where they add no such header. */
export function corsOfGateway(inputs: Inputs): Cors | undefined {
  const sets = inputs.list("rewriteRuleSets");
  const cors = sets.items.flatMap((set) => corsAmong(headersOf(set)) ?? []);
  if (cors.length === 0 && sets.missing === undefined) return undefined;
  return {
    origins: Listing.of(
      ...cors.map(({ origins }) => origins),
      ...(sets.missing ? [Listing.unknown<never>(sets.missing)] : []),
    ),
  };
}
