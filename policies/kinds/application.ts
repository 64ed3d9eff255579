import type { Context } from "../evaluation/requirement";
import type { Settings } from "../evaluation/settings";
import { workload, type Container, type Workload } from "./workload";

const APPLICATION_LABELS = ["app.kubernetes.io/name", "app.kubernetes.io/part-of", "app"];

/**
 * Whether the workload runs FraiseQL: by its labels, by an image whose name starts with `fraiseql`, by a `FRAISEQL_*`
 * variable, or by the labels that the pack's configuration names.
 */
export function isApplication(
  it: Workload,
  { applicationLabels }: Pick<Settings, "applicationLabels">,
): boolean {
  const labelOf = (name: string): string | undefined => it.podLabels[name] ?? it.labels[name];
  const configured = Object.entries(applicationLabels);
  return (
    APPLICATION_LABELS.some((name) => labelOf(name)?.startsWith("fraiseql") === true) ||
    (configured.length > 0 && configured.every(([name, value]) => labelOf(name) === value)) ||
    it.containers.items.some(looksLikeApplication)
  );
}

/** Whether the workload runs FraiseQL, itself or by the containers of another resource: an ECS service. */
export function runsApplication({ settings, stack, subject }: Context<Workload>): boolean {
  const { thing } = subject;
  if (isApplication(thing, settings)) return true;
  return (
    thing.runs !== undefined &&
    stack.follow(subject, thing.runs, workload).subjects.some((run) => isApplication(run.thing, settings))
  );
}

/** Whether this container of an application workload is the application: the one that looks like it, or the only one. */
export function isApplicationContainer(container: Container, it: Workload): boolean {
  if (container.role !== "main") return false;
  const main = it.containers.items.filter((other) => other.role === "main");
  return main.length === 1 || looksLikeApplication(container);
}

/** What was said of a container, which nearly every requirement asks. */
const looks = new WeakMap<Container, boolean>();

function looksLikeApplication(container: Container): boolean {
  let looksSo = looks.get(container);
  if (looksSo === undefined) {
    looksSo = hasNameOfApplication(container);
    looks.set(container, looksSo);
  }
  return looksSo;
}

function hasNameOfApplication({ image, environment }: Container): boolean {
  const [repository = ""] = (image.value ?? "").split(/[@:](?!.*\/)/);
  const segments = repository.split("/");
  return (
    segments[segments.length - 1]?.startsWith("fraiseql") === true ||
    repository.startsWith("ghcr.io/fraiseql/") ||
    environment.items.some((name) => name.startsWith("FRAISEQL_"))
  );
}
