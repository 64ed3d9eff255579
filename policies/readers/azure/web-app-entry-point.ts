import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint, type EntryPoint, type TlsTermination } from "../../kinds/entry-point";
import { ownWorkload } from "../aws/own-workload";
import { platformFact } from "../aws/platform-fact";
import { Lacking } from "../kubernetes/lacking";
import { showTlsVersion, tlsVersionOf } from "../tls-version";
import { rangesOfWebApp, webAppIsInternal } from "./web-app-access";
import { hostsOfWebApp } from "./web-app-host";

/** Apps of App Service and their slots, at hosts of Azure's and of one's own. Plain HTTP is served unless set. */
export const webAppHosts = reader(
  ["azure-native:web:WebApp", "azure-native:web:WebAppSlot"],
  entryPoint,
  (inputs): EntryPoint | undefined => {
    if (inputs.boolean("enabled").value === false) return undefined;
    return {
      type: "App Service app",
      isInternal: Fact.unknown(["publicNetworkAccess"], "is decided with other resources of the stack"),
      isInternalIn: (self, stack) => webAppIsInternal(inputs, self, stack),
      workloads: (self, stack) => {
        const { untold } = webAppIsInternal(inputs, self, stack);
        // What may serve behind something else is not asked for what an entry point is asked for.
        return untold ? Listing.unknown(untold) : ownWorkload(self, stack);
      },
      plainText: () =>
        new Listing([
          {
            path: [],
            name: "plain HTTP",
            redirects: inputs.boolean("httpsOnly", {
              whenAbsent: false,
              says: (only) => (only ? "HTTPS only" : "plain HTTP as well"),
            }),
          },
        ]),
      tls: (self, stack) => new Listing(tlsOf(inputs, self, stack)),
      cors: () => {
        const origins = inputs.strings("siteConfig.cors.allowedOrigins");
        return origins.isEmpty ? undefined : { origins };
      },
      // Functions are started for each event on most plans, which check no health.
      healthCheck: () =>
        inputs.string("kind").value?.includes("functionapp")
          ? undefined
          : { path: healthCheckPath(inputs), intervalSeconds: intervalSeconds(inputs) },
      timeoutSeconds: () => FRONT_END_TIMEOUT,
      allowedRanges: () => rangesOfWebApp(inputs),
      servedBehind: (self, stack) =>
        webAppIsInternal(inputs, self, stack).value === true
          ? "only virtual networks and Front Door reach it, and what they have in front of it is judged"
          : undefined,
    };
  },
);

const BEHIND =
  "Put an application gateway or Front Door in front of it, and let only that in with siteConfig.ipSecurityRestrictions.";

const FRONT_END_TIMEOUT = platformFact(230, {
  says: "App Service waits 230 seconds for an answer, and that cannot be changed",
  advice: BEHIND,
});

const MINUTELY = platformFact(60, {
  says: "App Service checks health every 60 seconds, and that cannot be changed",
  advice: BEHIND,
});

function healthCheckPath(inputs: Inputs): Fact<string> {
  return inputs.string("siteConfig.healthCheckPath");
}

/** Where no path is set, that is the finding. */
function intervalSeconds(inputs: Inputs): Fact<number> {
  return healthCheckPath(inputs).isAbsent ? Fact.given(0) : MINUTELY;
}

function tlsOf(inputs: Inputs, self: Subject<EntryPoint>, stack: StackView): readonly TlsTermination[] {
  const common = {
    path: [],
    lowestVersion: inputs.string("siteConfig.minTlsVersion", { whenAbsent: "1.2" }).map(tlsVersionOf, {
      says: showTlsVersion,
      write: (version) => version.toFixed(1),
      why: "names no version of TLS that is known",
    }),
    verifiesClients: verifiesClients(inputs),
  };
  const own = {
    ...common,
    name: "its own host",
    renewsItself: platformFact(true, { says: "Azure renews its certificate" }),
  };
  // What is the same for every host is told once.
  const told = { path: [], lowestVersion: Fact.given(1.3), verifiesClients: Fact.given(true) };
  return [own, ...hostsOfWebApp(inputs, self, stack).map((host) => ({ ...told, ...host }))];
}

const VERIFY =
  "Set clientCertEnabled: true and clientCertMode: Required, and have the application verify the certificate that it is handed; or end TLS at an application gateway that verifies it.";

/** App Service asks for a certificate, and leaves it to the application to verify it. */
function verifiesClients(inputs: Inputs): Fact<boolean> {
  const asks = inputs.boolean("clientCertEnabled", { whenAbsent: false });
  const mode = inputs.string("clientCertMode", { whenAbsent: "Required" });
  if (asks.untold) return Fact.unknown(asks.path, asks.untold.why);
  if (asks.value === false) {
    return new Lacking<boolean>(asks.path, {
      says: asks.isAbsent ? "is not set" : "is false",
      advice: VERIFY,
    });
  }
  if (mode.untold) return Fact.unknown(mode.path, mode.untold.why);
  if (mode.value !== "Required") {
    return new Lacking<boolean>(mode.path, {
      says: `${mode.says}, which lets clients in without one`,
      advice: VERIFY,
    });
  }
  return Fact.unknown(
    asks.path,
    "has clients asked for a certificate, which only the application can verify",
  );
}
