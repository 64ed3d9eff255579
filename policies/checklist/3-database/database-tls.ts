import { allOf, notApplicable, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import type { StackView } from "../../evaluation/stack";
import { connectionPooler, type ConnectionPooler } from "../../kinds/connection-pooler";
import { database, type Database } from "../../kinds/database";
import { staysInPod, STRICT_SSL_MODES, tlsOf } from "../../kinds/database-url";
import type { Environment, Variable } from "../../kinds/environment";
import { workload, type Workload } from "../../kinds/workload";
import { eachContainer } from "../each-container";
import { isAbout } from "../subject-kind";

/**
 * 3.1 "TLS/SSL enabled for database connections". A database is judged by its own setting, where it has one
 * (`refusesPlainText`); a workload by the URLs of databases in its environment.
 */
export const databaseTls = requirement<Workload | Database | ConnectionPooler>({
  item: "3.1.2",
  name: "3.1-database-tls",
  title: "Database TLS",
  description: "Databases refuse plain text, and the URLs of databases insist on TLS.",
  why: "PostgreSQL's clients fall back to plain text, passwords and data included, unless they are told not to.",
  from: "STANDARD",
  severity: "critical",
  decidedBy: "stack",
  howToFix:
    "Have the server refuse connections without TLS, and add sslmode=require (or verify-full) to the database's URL.",
  each: [workload, database, connectionPooler],
  check: (_, context) => {
    if (isAbout(context, workload)) return clientInsists(context);
    if (isAbout(context, database)) return serverRefuses(context);
    const { refusesPlainText } = (context as Context<ConnectionPooler>).subject.thing;
    return refusesPlainText?.is(true) ?? notApplicable("its resource does not show it");
  },
});

const NEEDS = "sslmode=require, verify-ca or verify-full";
const URL_NAME = /^(?:FRAISEQL_)?(?:DATABASE|DB|POSTGRES|POSTGRESQL|PG)_?(?:URL|URI|DSN)$/;

function serverRefuses({ subject, stack }: Context<Database>): Outcome {
  return (
    subject.thing.refusesPlainText?.(subject, stack)?.is(true) ??
    notApplicable("its resource does not show it")
  );
}

function clientInsists({ subject, stack }: Context<Workload>): Outcome {
  return eachContainer(subject.thing, (container) => {
    const environment = container.environmentIn?.(subject, stack);
    if (environment === undefined) return notApplicable("the platform's environment is not read");
    const urls = environment.variables.filter(({ name }) => URL_NAME.test(name));
    if (urls.length > 0) return allOf(...urls.map((url) => insists(url, environment, stack)));
    return environment.find("PGSSLMODE") ? sslMode(environment) : notApplicable("it holds no database URL");
  });
}

function insists(url: Variable, environment: Environment, stack: StackView): Outcome {
  const value = environment.value(url.name);
  // The rest of a URL tells, although its password is not known.
  const text = url.value.value ?? url.written?.value;
  if (text === undefined) {
    if (environment.find("PGSSLMODE")) return sslMode(environment);
    if (serversRefuse(stack)) return pass;
    return undetermined({
      path: value.path,
      called: url.name,
      why: value.state.is === "unknown" ? value.state.why : "is not set by this patch",
    });
  }
  const tls = tlsOf(text);
  if (tls === undefined) return notApplicable("it is no URL of a PostgreSQL server");
  if (staysInPod(text)) return notApplicable("the connection does not leave the pod");
  const { mode } = tls;
  if (mode !== undefined && STRICT_SSL_MODES.includes(mode)) return pass;
  if (mode !== undefined && /[${]/.test(mode)) {
    return undetermined({
      path: value.path,
      called: url.name,
      why: "takes its sslmode from a value that is not known",
    });
  }
  if (mode !== undefined) {
    return value.violation({
      says: "has an sslmode that allows plain text",
      needs: NEEDS,
      advice: "Change it.",
    });
  }
  return environment.find("PGSSLMODE") || environment.missing
    ? sslMode(environment)
    : value.violation({
        says: "has no sslmode, which means prefer",
        needs: NEEDS,
        advice: "Add ?sslmode=require to the URL, or set PGSSLMODE.",
      });
}

/** The default of libpq, for URLs that say nothing. */
function sslMode(environment: Environment): Outcome {
  return environment
    .value("PGSSLMODE")
    .satisfies((mode) => STRICT_SSL_MODES.includes(mode), "require, verify-ca or verify-full", "require");
}

/** Whether every database of the stack refuses plain text, so that it does not matter what clients ask for. */
function serversRefuse(stack: StackView): boolean {
  const databases = stack.subjects(database).filter(({ thing }) => thing.followsAnother !== true);
  return (
    databases.length > 0 &&
    databases.every((it) => it.thing.refusesPlainText?.(it, stack)?.is(true).result === "pass")
  );
}
