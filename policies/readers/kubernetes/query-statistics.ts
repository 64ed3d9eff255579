import type { Fact } from "../../evaluation/fact";
import { UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { advise, anyOf, notApplicable, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { environmentOf } from "./environment";
import { imageName } from "./image";
import { settingIn } from "./postgres-setting";

const LIBRARY = "pg_stat_statements";
const LIBRARIES = "shared_preload_libraries";
const NEEDS = `${LIBRARY} among the preloaded libraries`;

/** CloudNativePG preloads the library, and creates the extension, once any of its parameters is set. */
export function cloudNativePgStatistics(cluster: Inputs): Outcome {
  const parameters = cluster.entries("spec.postgresql.parameters");
  if (parameters.items.some(([name]) => name.startsWith(`${LIBRARY}.`))) return pass;
  const libraries = cluster.strings(`spec.postgresql.${LIBRARIES}`);
  if (libraries.items.some(({ value }) => value === LIBRARY)) return pass;
  const missing = parameters.missing ?? libraries.missing;
  if (missing) return undetermined(missing);
  const unread = libraries.items.find(({ state }) => state.is === "unknown");
  if (unread) return undetermined({ path: unread.path, why: UNTIL_UPDATE });
  return cluster
    .string(["spec", "postgresql", "parameters", `${LIBRARY}.track`])
    .satisfies(() => true, `a parameter of ${LIBRARY}, for which it is preloaded`, "top");
}

/** Spilo, the image of Zalando's operator, preloads it, unless the parameters have a list of their own. */
export function zalandoStatistics(object: Inputs): Outcome {
  const libraries = object.string(["spec", "postgresql", "parameters", LIBRARIES]);
  return libraries.isAbsent ? pass : holdsLibrary(libraries);
}

/** Crunchy Data's operator preloads it for its exporter; otherwise the parameters have to. */
export function crunchyStatistics(object: Inputs): Outcome {
  const exporter = object.presence("spec.monitoring.pgmonitor.exporter");
  if (exporter.value === true) return pass;
  if (exporter.state.is === "unknown") return undetermined({ path: exporter.path, why: exporter.state.why });
  const lists = [
    ["spec", "config"],
    ["spec", "patroni", "dynamicConfiguration", "postgresql"],
  ].map((at) => object.string([...at, "parameters", LIBRARIES]));
  const [own, patroni] = lists;
  const set = own && !own.isAbsent ? own : patroni;
  return set ? holdsLibrary(set) : notApplicable("it has no parameters");
}

/** A server of one's own preloads nothing unless its command line, a mounted file or its image's variable says so. */
export function postgresStatistics(
  pod: Inputs,
  server: Inputs,
  self: Subject<unknown>,
  stack: StackView,
): Outcome {
  const image = server.string("image").value ?? "";
  const setting = settingIn(pod, server, LIBRARIES, self, stack);
  if (setting.isAbsent && imageName(image).startsWith("spilo")) return pass;
  // These images write a configuration of their own when they start.
  if (setting.isAbsent && /^(timescaledb-ha|crunchy-postgres\S*|alloydbomni)$/.test(imageName(image))) {
    return undetermined({
      path: [...server.path, "image"],
      why: `decides ${LIBRARIES}, which is not set here`,
    });
  }
  const variable = /\bbitnami(legacy|secure)?\b/.test(image)
    ? environmentOf(server, self, stack).value("POSTGRESQL_SHARED_PRELOAD_LIBRARIES", "pgaudit")
    : undefined;
  if (variable) {
    if (!setting.isAbsent) return anyOf(holdsLibrary(setting), holdsLibrary(variable));
    return variable.isKnown
      ? advise(holdsLibrary(variable), `Add ${LIBRARY} to what is there.`)
      : holdsLibrary(variable);
  }
  return advise(holdsLibrary(setting), `Add -c ${LIBRARIES}=${LIBRARY} to the server's arguments.`);
}

function holdsLibrary(libraries: Fact<string>): Outcome {
  const { value = "" } = libraries;
  const list = value.split(",").map((name) => name.trim().replace(/^["']|["']$/g, ""));
  const own = list.filter((name) => name !== "");
  return libraries.satisfies(
    () => own.includes(LIBRARY),
    NEEDS,
    isShown(libraries) ? [...own, LIBRARY].join(",") : undefined,
  );
}

/** False for a value that no message may hold, and so no fix either. */
function isShown({ state, format }: Fact<string>): boolean {
  return format.hidden !== true && !(state.is === "known" && state.secret === true);
}
