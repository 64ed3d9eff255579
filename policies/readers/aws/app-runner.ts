import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Keys } from "../../evaluation/lookup";
import { undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import { autoscaler, type Autoscaler } from "../../kinds/autoscaler";
import { Environment } from "../../kinds/environment";
import { workload, type Container, type Probe, type Scaling } from "../../kinds/workload";
import { appRunnerAdvice } from "./advice";
import { namesOf, once, tagsOf } from "./container";
import { mappedEnvironment } from "./environment";
import { leadsTo, no } from "./outcome";
import { tracedByAppRunner } from "./trace-collector";

const IMAGE = "sourceConfiguration.imageRepository";
const CODE = "sourceConfiguration.codeRepository";
const VALUES = `${CODE}.codeConfiguration.codeConfigurationValues`;
const VARIABLES = `${IMAGE}.imageConfiguration.runtimeEnvironmentVariables`;
const SECRETS = `${IMAGE}.imageConfiguration.runtimeEnvironmentSecrets`;
const SCALING = "autoScalingConfigurationArn";

/**
 * `aws:apprunner/service:Service`, of an image or of source code. App Runner always sets CPU and memory, and has settings
 * neither for the user nor for the filesystem.
 */
export const appRunnerService = reader("aws:apprunner/service:Service", workload, (inputs) => {
  const isOfCode = inputs.has(CODE);
  if (!inputs.has(IMAGE) && !isOfCode) return undefined;
  return {
    identity: {
      type: "Service",
      name: inputs.string("serviceName"),
      namespace: inputs.string("region"),
    },
    isLongRunning: true,
    isWindows: false,
    get labels() {
      return { app: inputs.string("serviceName").value ?? "", ...tagsOf(inputs) };
    },
    podLabels: {},
    podLabelsComplete: true,
    get containers() {
      return new Listing([isOfCode ? codeContainer(inputs) : imageContainer(inputs)]);
    },
    replicas: new Fact<number>({ is: "absent" }, []),
    get scaling() {
      return inputs.has(SCALING) ? undefined : defaultScaling;
    },
    scalingKeys: (self, stack) => {
      const { state, subjects } = stack.follow(self, inputs.reference(SCALING), autoscaler);
      const followed = subjects.map(({ resource }) => resource.urn);
      return state === "unknown" ? [undefined] : [self.resource.urn, ...followed];
    },
    traceInjectors: (self) => tracedByAppRunner(inputs, self),
    advice: appRunnerAdvice,
    keepsData: false,
    networkDecidedElsewhere: "App Runner decides what reaches a service",
  };
});

/** `aws:apprunner/autoScalingConfigurationVersion:AutoScalingConfigurationVersion`: 1 to 25 instances, by concurrency. */
export const appRunnerScaling = reader(
  "aws:apprunner/autoScalingConfigurationVersion:AutoScalingConfigurationVersion",
  autoscaler,
  (inputs) => ({
    get minReplicas() {
      return inputs.number("minSize", { unit: "replicas", whenAbsent: 1 });
    },
    get maxReplicas() {
      return inputs.number("maxSize", { unit: "replicas", whenAbsent: 25 });
    },
    // App Runner adds instances by concurrent requests, and has no CPU target.
    cpuTargetPercent: () => undefined,
    targetKeys: ownUrn,
    scales: (target, self, stack) =>
      target.resource.type === "aws:apprunner/service:Service"
        ? leadsTo(target, target.resource.inputs.reference(SCALING), self, autoscaler, stack)
        : no("it is a configuration of App Runner"),
  }),
);

/** A service that names a configuration outside the stack: whether it scales well cannot be told. */
export const appRunnerForeignScaling = reader(
  "aws:apprunner/service:Service",
  autoscaler,
  (inputs): Autoscaler => ({
    minReplicas: Fact.unknown([SCALING], "names a configuration outside the stack"),
    maxReplicas: Fact.unknown([SCALING], "names a configuration outside the stack"),
    cpuTargetPercent: () => undefined,
    targetKeys: ownUrn,
    scales: (target, self, stack) => {
      if (target.resource !== self.resource) return no("it is another service");
      const isForeign = stack.follow(self, inputs.reference(SCALING), autoscaler).state === "outside";
      return isForeign
        ? undetermined({ path: [SCALING], why: "names a configuration outside the stack" })
        : no("its configuration is in the stack");
    },
  }),
);

/** Services offer the URN of their configuration, and their own. */
function ownUrn(self: Subject<Autoscaler>): Keys {
  return { some: [self.resource.urn] };
}

/** What App Runner's own default configuration does. */
const defaultScaling: Scaling = {
  minReplicas: new Fact({ is: "absent", value: 1 }, [SCALING], { unit: "replicas", fixable: false }),
  maxReplicas: new Fact({ is: "absent", value: 25 }, [SCALING], { unit: "replicas", fixable: false }),
};

function imageContainer(inputs: Inputs): Container {
  return {
    name: "image",
    path: inputs.at(IMAGE).path,
    role: "main",
    get image() {
      return inputs.string(`${IMAGE}.imageIdentifier`);
    },
    get environment() {
      return Listing.of(namesOf(inputs, VARIABLES), namesOf(inputs, SECRETS));
    },
    environmentIn: once(() => mappedEnvironment(inputs, VARIABLES, SECRETS)),
    get commandLine() {
      const command = inputs.string(`${IMAGE}.imageConfiguration.startCommand`);
      return new Listing(command.isAbsent ? [] : [command]);
    },
    declaresPorts: true,
    mounts: new Listing([]),
    get livenessProbe() {
      return healthCheck(inputs);
    },
  };
}

/** Code that App Runner builds, as these values say, or a file beside the code. */
function codeContainer(inputs: Inputs): Container {
  const variables = `${VALUES}.runtimeEnvironmentVariables`;
  const secrets = `${VALUES}.runtimeEnvironmentSecrets`;
  const source = inputs.string(`${CODE}.codeConfiguration.configurationSource`);
  return {
    name: "code",
    path: inputs.at(CODE).path,
    role: "main",
    image: new Fact<string>({ is: "absent" }, inputs.at(CODE).path),
    get environment() {
      return Listing.of(namesOf(inputs, variables), namesOf(inputs, secrets));
    },
    environmentIn: once(() => {
      if (source.value === "API") return mappedEnvironment(inputs, variables, secrets);
      const why = source.isDecided ? "may come from apprunner.yaml, which is not read" : source.says;
      return new Environment([], { path: inputs.at(variables).path }, { why });
    }),
    get commandLine() {
      const command = inputs.string(`${VALUES}.startCommand`);
      return new Listing(command.isAbsent ? [] : [command]);
    },
    declaresPorts: true,
    mounts: new Listing([]),
    get livenessProbe() {
      return healthCheck(inputs);
    },
  };
}

/** App Runner's one health check, which replaces instances that fail it: TCP unless set, and `/` when HTTP. */
function healthCheck(inputs: Inputs): Probe {
  const check = inputs.at("healthCheckConfiguration");
  const protocol = check.string("protocol", { whenAbsent: "TCP" });
  return {
    present: Fact.given(true),
    get httpPath() {
      if (protocol.value === "HTTP") return check.string("path", { whenAbsent: "/" });
      if (protocol.value === undefined) return protocol;
      const write = (path: string) => ({ protocol: "HTTP", path });
      const isSet = inputs.has("healthCheckConfiguration");
      return new Fact<string>({ is: "absent" }, isSet ? [...check.path, "path"] : check.path, {
        ...(isSet ? { fixable: false } : { write }),
      });
    },
    isTcp: protocol.value === "TCP",
    get periodSeconds() {
      return check.number("interval", { unit: "seconds", whenAbsent: 5 });
    },
  };
}
