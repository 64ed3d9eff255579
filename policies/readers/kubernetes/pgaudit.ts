import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { allOf, anyOf, type Outcome } from "../../evaluation/outcome";

/** The parameter that says which statements pgaudit logs. Its default is none. */
export const PGAUDIT_LOG = "pgaudit.log";

const LOGGED = "write, ddl, role";

/** Passes where PostgreSQL's parameters, in an object, have pgaudit loaded and say what it logs. */
export function auditsBy(
  server: Inputs,
  parameters: string,
  { isPreloaded, libraries }: { readonly isPreloaded: true; readonly libraries?: undefined } | SetLibraries,
): Outcome {
  const at = (name: string) => server.string([parameters, name]);
  const classes = at(PGAUDIT_LOG);
  const own = server.string([parameters, "shared_preload_libraries"], { whenAbsent: libraries });
  return auditsWith(classes, at("pgaudit.role"), isPreloaded ? undefined : own);
}

/** Libraries are what a parameter says; these, unless it is set. */
interface SetLibraries {
  readonly isPreloaded: false;
  readonly libraries: string;
}

/** The same, for parameters that stand wherever they do. Without `libraries`, pgaudit is loaded anyway. */
export function auditsWith(classes: Fact<string>, role: Fact<string>, libraries?: Fact<string>): Outcome {
  const logs = anyOf(
    classes.satisfies(
      (text) => !/^\s*(none\s*)?$/.test(text),
      "the classes of statements that are audited",
      LOGGED,
    ),
    ...(role.isAbsent
      ? []
      : [role.satisfies((text) => text.trim() !== "", "a role whose grants are audited")]),
  );
  if (libraries === undefined) return logs;
  const own = libraries.shownValue;
  // A list that is not shown cannot be suggested with pgaudit added to it.
  const isShown = libraries.value === own;
  return allOf(
    libraries.satisfies(
      (text) => /\bpgaudit\b/.test(text),
      "pgaudit among the preloaded libraries",
      isShown ? [own, "pgaudit"].filter(Boolean).join(",") : undefined,
    ),
    logs,
  );
}
