import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { Undetermined } from "../../evaluation/outcome";
import { Environment, type Variable } from "../../kinds/environment";

/** Where a variable names a secret of Secret Manager: by the version of Cloud Run's API. */
export type SecretSource = "valueSource" | "valueFrom";

/** The environment of a Cloud Run container: literals, empty unless set, and secrets of Secret Manager. */
export function cloudRunEnvironment(container: Inputs, source: SecretSource): Environment {
  const envs = container.list("envs");
  const variables = envs.items.flatMap((it) => {
    const name = it.string("name").value;
    return name === undefined || name === "" ? [] : [variableOf(it, name, source)];
  });
  return new Environment(
    variables,
    { path: [...container.path, "envs"], length: envs.items.length },
    missingOf(container, source),
  );
}

function variableOf(it: Inputs, name: string, source: SecretSource): Variable {
  const reference = it.presence(source);
  if (reference.state.is === "known" || reference.state.is === "unknown") {
    const value = Fact.unknown<string>(reference.path, "comes from Secret Manager, which is not read");
    return { name, value, source: "secret", holder: "Secret Manager" };
  }
  const value = it.string("value", { whenAbsent: "" });
  const { state } = value;
  const isSecret = (state.is === "known" || state.is === "unknown") && state.secret === true;
  return { name, value, written: value, source: isSecret ? "secret" : "literal" };
}

function missingOf(container: Inputs, source: SecretSource): Undetermined | undefined {
  const envs = container.list("envs");
  if (envs.missing) return { why: envs.missing.why };
  for (const it of envs.items) {
    const { state } = it.string("name");
    if (state.is === "unknown") return { why: state.why };
  }
  // Only the first version of the API knows ConfigMaps and Secrets, and Cloud Run has none to fill them with.
  return source === "valueFrom" && container.has("envFroms")
    ? { why: "may come from envFroms, which is not read" }
    : undefined;
}
