import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { entryPoint, type EntryPoint, type PlainText, type TlsTermination } from "../../kinds/entry-point";
import { tlsOfRoute } from "./front-door-domain";
import { corsOfRoute, hstsOfRoute } from "./front-door-headers";
import { healthCheckOfRoute, timeoutOfRoute, workloadsOfRoute } from "./front-door-origin";

/** `azure-native:cdn:Route`: hosts and paths of a Front Door (Standard or Premium), and the origins that they lead to. */
export const frontDoorRoute = reader(
  "azure-native:cdn:Route",
  entryPoint,
  (inputs): EntryPoint | undefined => {
    if (inputs.string("enabledState").value === "Disabled") return undefined;
    return {
      type: "Front Door route",
      isInternal: Fact.given(false),
      workloads: (self, stack) => workloadsOfRoute(inputs, self, stack),
      plainText: () => plainTextOf(inputs),
      tls: (self, stack) => {
        const speaks = protocolOf(inputs, "Https");
        if (speaks.untold) return Listing.unknown<TlsTermination>(speaks.untold);
        return speaks.value === true ? tlsOfRoute(inputs, self, stack) : new Listing<TlsTermination>([]);
      },
      hsts: (self, stack) => hstsOfRoute(inputs, self, stack),
      cors: (self, stack) => corsOfRoute(inputs, self, stack),
      healthCheck: (self, stack) => healthCheckOfRoute(inputs, self, stack),
      timeoutSeconds: (self, stack) => timeoutOfRoute(inputs, self, stack),
    };
  },
);

/** Whether a route takes requests of a protocol: both unless set. */
function protocolOf(inputs: Inputs, protocol: string): Fact<boolean> {
  const { items, missing, path = [] } = inputs.strings("supportedProtocols");
  if (items.some(({ value }) => value === protocol)) return Fact.given(true, path);
  const untold = missing ?? items.find((it) => it.untold)?.untold;
  if (untold) return Fact.unknown(untold.path ?? path, untold.why);
  return Fact.given(items.length === 0, path);
}

/** Served as it comes, unless it is redirected. */
function plainTextOf(inputs: Inputs): Listing<PlainText> {
  const speaks = protocolOf(inputs, "Http");
  if (speaks.value === false) return new Listing<PlainText>([]);
  const redirects = inputs
    .string("httpsRedirect", { whenAbsent: "Disabled" })
    .map((value) => value === "Enabled", {
      says: (ok) => (ok ? "a redirect to HTTPS" : "plain HTTP"),
      write: () => "Enabled",
    });
  if (speaks.untold && redirects.value !== true) return Listing.unknown(speaks.untold);
  return new Listing([{ path: [], name: "plain HTTP", redirects }]);
}
