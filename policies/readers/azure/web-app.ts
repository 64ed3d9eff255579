import { someIs } from "../../evaluation/exclusion";
import { Fact, type FactState } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import { Environment } from "../../kinds/environment";
import { workload, type Container, type Workload } from "../../kinds/workload";
import { oncePerStack } from "../kubernetes/environment";
import { appServiceAdvice } from "./advice";
import { appServiceEnvironment } from "./app-settings";
import { webAppScalingKeys } from "./autoscaler";
import { variableNames } from "./environment";
import { sidecarsOf } from "./site-container";
import { tracedInAppService } from "./trace-collector";

/**
 * `azure-native:web:WebApp`: one container, of an image or of code that App Service builds. Its one health check is that of
 * what leads requests to it, and no probe.
 */
export const webApp = reader("azure-native:web:WebApp", workload, (inputs) =>
  appService(inputs, "WebApp", functionsScale(inputs.string("kind"))),
);

/** `azure-native:web:WebAppSlot`: the same, beside the app whose next version it is. */
export const webAppSlot = reader("azure-native:web:WebAppSlot", workload, (inputs) =>
  appService(inputs, "WebAppSlot", "a slot runs in the plan of its app"),
);

function appService(inputs: Inputs, type: string, cannotScale: string | undefined): Workload {
  const site = inputs.at("siteConfig");
  return {
    identity: { type, name: inputs.string("name"), namespace: inputs.string("resourceGroupName") },
    isLongRunning: true,
    get isWindows() {
      return someIs([site.string("windowsFxVersion")], (version) => version !== "");
    },
    get labels() {
      return labelsOf(inputs);
    },
    podLabels: {},
    podLabelsComplete: true,
    get containers() {
      return new Listing([containerOf(inputs, site)]);
    },
    replicas: Fact.unknown(["serverFarmId"], "names the plan, which decides how many instances there are"),
    scalingKeys: webAppScalingKeys,
    traceInjectors: (self, stack) =>
      tracedInAppService(
        appServiceEnvironment(inputs, self, stack),
        imageOf(site),
        sidecarsOf(self, stack),
        self,
      ),
    cannotScale,
    keepsData: false,
    advice: appServiceAdvice,
    networkDecidedElsewhere: "App Service decides what reaches an app",
  };
}

/** Tags, and the name; functions stand beside an application more often than they are one. */
function labelsOf(inputs: Inputs): Workload["labels"] {
  const { value: name } = inputs.string("name");
  const isNamed = name !== undefined && functionsScale(inputs.string("kind")) === undefined;
  const tags = inputs.entries("tags").items.flatMap(([key, { value }]) => (value ? [[key, value]] : []));
  return { ...(isNamed ? { app: name } : {}), ...Object.fromEntries(tags) } as Workload["labels"];
}

function functionsScale({ value }: Fact<string>): string | undefined {
  return /functionapp|workflowapp/i.test(value ?? "") ? "the Functions runtime scales it" : undefined;
}

function containerOf(inputs: Inputs, site: Inputs): Container {
  return {
    name: "app",
    path: site.path,
    role: "main",
    get image() {
      return imageOf(site);
    },
    get environment() {
      return variableNames(site, "appSettings");
    },
    environmentIn: oncePerStack((self: Subject<unknown>, stack): Environment =>
      appServiceEnvironment(inputs, self, stack),
    ),
    get commandLine() {
      const command = site.string("appCommandLine");
      return new Listing(command.isAbsent ? [] : [command]);
    },
    declaresPorts: true,
    // Storage is judged with a read-only root filesystem alone, which App Service does not offer.
    mounts: new Listing([]),
  };
}

/** `DOCKER|registry.example/api:1`; for code, a runtime and its version; a file, for several containers. */
function imageOf(site: Inputs): Fact<string> {
  const linux = site.string("linuxFxVersion");
  const version = linux.isAbsent || linux.value === "" ? site.string("windowsFxVersion") : linux;
  const { state, path } = version;
  if (state.is !== "known") return version;
  const [, scheme = "", image = ""] = /^([^|]*)\|?(.*)$/s.exec(state.value) ?? [];
  switch (scheme.toUpperCase()) {
    case "DOCKER": {
      const known: FactState<string> = { ...state, value: image };
      return new Fact(known, path, { write: (it) => `DOCKER|${it}` });
    }
    case "COMPOSE":
    case "KUBE":
    case "SITECONTAINERS":
      return Fact.unknown(path, "describes containers that are not read");
    default:
      return new Fact<string>({ is: "absent" }, path);
  }
}
