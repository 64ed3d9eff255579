import { sideBySide } from "../../evaluation/additions";
import { Fact } from "../../evaluation/fact";
import {
  aboutOther,
  allOf,
  anyOf,
  notApplicable,
  undetermined,
  type Outcome,
} from "../../evaluation/outcome";
import { kind } from "../../evaluation/kind";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { database, type Database } from "../../kinds/database";
import { advised } from "../advised-fact";
import { auditsWith } from "../kubernetes/pgaudit";
import { leadsTo } from "./outcome";
import {
  defaultFamily,
  serverParameter,
  type ParameterSource,
  type ServerParameter,
} from "./parameter-group";

const LIBRARY = "pg_stat_statements";

/** 1 from PostgreSQL 15 on; of Aurora, from 17 on. */
const forceSsl: ServerParameter<boolean> = {
  name: "rds.force_ssl",
  defaultOf: (family) => family && (family.major >= (family.isAurora ? 17 : 15) ? "1" : "0"),
  read: (fact) => {
    const { format } = fact;
    return fact.map((text) => /^(1|on|true)$/i.test(text.trim()), {
      says: (on) => (on ? "connections over TLS only" : "connections in plain text too"),
      write: () => (format.write ? format.write("1") : "1"),
    });
  },
};

const text = (name: string, value: string): ServerParameter<string> => ({
  name,
  defaultOf: () => value,
  read: (fact) => fact,
});

/** RDS preloads pg_stat_statements, unless a group has a list of its own. */
const libraries = text("shared_preload_libraries", LIBRARY);
const auditClasses = text("pgaudit.log", "none");
const auditRole: ServerParameter<string> = {
  name: "pgaudit.role",
  defaultOf: () => "",
  // Where no group sets it, it plays no part.
  read: (fact) => (fact.isAbsent ? new Fact<string>({ is: "absent" }, fact.path, fact.format) : fact),
};

/** What an RDS server of PostgreSQL has set up in its parameters. Other engines are not read. */
export function postgresServer(
  source: ParameterSource,
): Pick<Database, "refusesPlainText" | "auditsStatements" | "keepsStatistics"> {
  const { inputs, group } = source;
  const hasOwnGroup = inputs.has(group) && defaultFamily(inputs.string(group)) === undefined;
  const attach = (parameters: string) =>
    hasOwnGroup ? "" : `Attach a parameter group that sets ${parameters}.`;
  return {
    refusesPlainText: (self, stack) =>
      ofPostgres<Fact<boolean> | undefined>(source, {
        yes: () => withAdvice(serverParameter(forceSsl, source, self, stack), attach("rds.force_ssl to 1")),
        no: undefined,
        untold: (path, why) => Fact.unknown(path, why),
      }),
    keepsStatistics: (self, stack) =>
      judged(source, () => holdsLibrary(serverParameter(libraries, source, self, stack))),
    auditsStatements: (self, stack) =>
      judged(source, () => {
        const at = (parameter: ServerParameter<string>) => serverParameter(parameter, source, self, stack);
        const streamed = activityStreams(self, stack);
        const audits = hasOwnGroup
          ? auditsWith(at(auditClasses), at(auditRole), at(libraries))
          : withAdvice(
              at(libraries),
              attach(
                "shared_preload_libraries to pg_stat_statements,pgaudit and pgaudit.log to write,ddl,role",
              ),
            ).satisfies((names) => /\bpgaudit\b/.test(names), "pgaudit among the preloaded libraries");
        const logged = sideBySide(allOf(audits, exportsLog(source)));
        return anyOf(...streamed, logged);
      }),
  };
}

function withAdvice<T>(fact: Fact<T>, advice: string): Fact<T> {
  return advice === "" ? fact : advised(fact, advice);
}

/** The log that pgaudit writes to leaves the server. */
function exportsLog({ inputs }: ParameterSource): Outcome {
  const property = "enabledCloudwatchLogsExports";
  const exported = inputs.strings(property);
  return anyOf(
    inputs.presence(property).violation({
      says: "does not list postgresql",
      needs: "the server's log exported to CloudWatch",
      fix: [{ path: [property, exported.items.length], value: "postgresql" }],
    }),
    ...exported.items.map((name) => name.satisfies((text) => text === "postgresql", '"postgresql"')),
    ...(exported.missing ? [undetermined(exported.missing)] : []),
  );
}

function holdsLibrary(fact: Fact<string>): Outcome {
  const names = (fact.value ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return fact.satisfies(
    () => names.includes(LIBRARY),
    `${LIBRARY} among the preloaded libraries`,
    fact.shownValue === undefined ? undefined : [LIBRARY, ...names].join(","),
  );
}

/** The outcome for PostgreSQL; other engines are not spoken of. */
function judged(source: ParameterSource, check: () => Outcome): Outcome {
  return ofPostgres(source, {
    yes: check,
    no: notApplicable("its engine is not PostgreSQL"),
    untold: (path, why) => undetermined({ path, why }),
  });
}

function ofPostgres<T>(
  { inputs, isReplica }: ParameterSource,
  { yes, no, untold }: { yes: () => T; no: T; untold: (path: Fact<string>["path"], why: string) => T },
): T {
  const engine = inputs.string("engine");
  // The parameter group that it sets tells by its family.
  if (engine.isAbsent && isReplica) return yes();
  if (engine.value !== undefined) return /^(aurora-)?postgres/.test(engine.value) ? yes() : no;
  return untold(
    engine.path,
    engine.state.is === "unknown" ? engine.state.why : "is not set, so that what it restores decides",
  );
}

/** What sends every statement of a cluster to a stream. */
interface ActivityStream {
  readonly of: Reference;
}

const activityStream = kind<ActivityStream>("activity stream");

/** `aws:rds/clusterActivityStream:ClusterActivityStream`. */
export const rdsActivityStream = reader(
  "aws:rds/clusterActivityStream:ClusterActivityStream",
  activityStream,
  (inputs) => ({
    get of() {
      return inputs.reference("resourceArn");
    },
  }),
);

const streamsByDatabase = lookup(activityStream, (stream, stack) => {
  const { state, subjects } = stack.follow(stream, stream.thing.of, database);
  const urns = subjects.map(({ resource }) => resource.urn);
  return { some: state === "unknown" ? [...urns, undefined] : urns };
});

function activityStreams(self: Subject<Database>, stack: StackView): readonly Outcome[] {
  return stack
    .candidates(streamsByDatabase, [self.resource.urn])
    .map((stream) =>
      aboutOther(
        `${stream.kind.name} ${stream.resource.name}`,
        leadsTo(stream, stream.thing.of, self, database, stack),
      ),
    )
    .filter(({ result }) => result !== "violation");
}
