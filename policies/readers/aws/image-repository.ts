import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { reader } from "../../evaluation/reader";
import type { StackView } from "../../evaluation/stack";
import { imageRepository, type ImageRepository } from "../../kinds/image-repository";

/** `aws:ecr/repository:Repository`: scans on push where it is told to, or where the registry is; not by default. */
export const ecrRepository = reader(
  "aws:ecr/repository:Repository",
  imageRepository,
  (inputs): ImageRepository => ({
    scansOnPush: (_, stack) => {
      const own = inputs.boolean("imageScanningConfiguration.scanOnPush", { whenAbsent: false });
      return byRegistry(inputs, stack, own) ?? own;
    },
  }),
);

/** What a whole registry scans. */
interface RegistryScanning {
  /** Whether it scans a repository of this name as images are pushed; undefined where that is not known. */
  scans(name: string | undefined): boolean | undefined;
  /** Whether what it does not scan is not scanned at all, whatever the repository says. */
  readonly overrides: boolean;
  readonly region: Fact<string>;
}

const registryScanning = kind<RegistryScanning>("registry scanning");

/** `aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration`: rules with filters on names. */
export const ecrRegistryScanning = reader(
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
  registryScanning,
  (inputs) => ({
    scans: (name) =>
      anyKnown(
        inputs.list("rules").items.map((rule) => ruleScans(rule, name)),
        inputs,
      ),
    get overrides() {
      return inputs.string("scanType").value === "ENHANCED";
    },
    get region() {
      return inputs.string("region");
    },
  }),
);

/** `aws:inspector2/enabler:Enabler`: Inspector scans every repository once it is enabled for ECR. */
export const inspectorForEcr = reader("aws:inspector2/enabler:Enabler", registryScanning, (inputs) => ({
  scans: () => {
    const types = inputs.strings("resourceTypes");
    const values = types.items.map(({ value }) => value);
    if (values.includes("ECR")) return true;
    return types.missing !== undefined || values.includes(undefined) ? undefined : false;
  },
  overrides: false,
  get region() {
    return inputs.string("region");
  },
}));

/** What the registry decides for the repository, where the stack holds its configuration and it decides anything. */
function byRegistry(inputs: Inputs, stack: StackView, own: Fact<boolean>): Fact<boolean> | undefined {
  const name = inputs.string("name").value;
  const region = inputs.string("region");
  const judged = stack
    .subjects(registryScanning)
    .filter(({ thing }) => mayBeSame(thing.region, region))
    .map(({ thing, resource }) => ({ scans: thing.scans(name), overrides: thing.overrides, resource }));
  if (judged.some(({ scans }) => scans === true)) return Fact.given(true, own.path);
  const untold = judged.find(({ scans }) => scans === undefined);
  if (untold && own.value !== true) {
    return Fact.unknown(
      own.path,
      `is ${own.value === undefined ? "not known" : "off"}, and whether ${untold.resource.name} has the registry scan it is not known until the update`,
    );
  }
  const overriding = judged.find(({ scans, overrides }) => overrides && scans === false);
  return overriding && own.value === true
    ? Fact.unknown(
        own.path,
        `is on, and ${overriding.resource.name}, whose filters leave it out, overrides it`,
      )
    : undefined;
}

/** Regions that are not set are the provider's, which may be the same. */
function mayBeSame(a: Fact<string>, b: Fact<string>): boolean {
  return a.value === undefined || b.value === undefined || a.value === b.value;
}

function ruleScans(rule: Inputs, name: string | undefined): boolean | undefined {
  const frequency = rule.string("scanFrequency");
  if (frequency.value === "MANUAL") return false;
  const filters = rule.list("repositoryFilters");
  const matches = filters.items.map((filter) => matchesFilter(filter.string("filter").value, name));
  if (frequency.value !== undefined && matches.includes(true)) return true;
  const untold =
    frequency.value === undefined || filters.missing !== undefined || matches.includes(undefined);
  return untold ? undefined : false;
}

function anyKnown(scans: readonly (boolean | undefined)[], inputs: Inputs): boolean | undefined {
  if (scans.includes(true)) return true;
  return scans.includes(undefined) || inputs.list("rules").missing !== undefined ? undefined : false;
}

/** A filter without a wildcard matches every name that contains it. */
function matchesFilter(filter: string | undefined, name: string | undefined): boolean | undefined {
  if (filter === "*") return true;
  if (filter === undefined || name === undefined) return undefined;
  if (!filter.includes("*")) return name.includes(filter);
  const pattern = filter
    .split("*")
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${pattern}$`).test(name);
}
