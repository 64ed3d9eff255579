import { credentialIn, holdsPassword, namesCredential, type Credential } from "./credential";

const DATABASE_WORD =
  /(?:^|[^A-Z])(?:DB|DATABASE|SQL|PG|POSTGRES|POSTGRESQL|PGBOUNCER|REPLICATION|SUPERUSER)(?:[^A-Z]|$)|^PG|POSTGRES/;
const DATABASE_URL = /\bpostgres(?:ql)?(?:\+\w+)?:\/\/|^jdbc:postgresql:/i;
const DATABASE_URL_NAME = /(?:^|_)(?:DATABASE|DB|POSTGRES|POSTGRESQL|PG)_?(?:URL|URI|DSN)$/i;
/** What App Service puts before the names of connection strings to databases. */
const CONNECTION_NAME = /^(?:MYSQL|POSTGRESQL|SQL|SQLAZURE)CONNSTR_/;

/** Whether a name calls its value a database's password: `PGPASSWORD`, `DB_PASSWORD`, `POSTGRES_PASSWORD`. */
export function namesDatabaseCredential(name: string): boolean {
  return namesCredential(name) && DATABASE_WORD.test(spelled(name));
}

/** Whether a named literal is a database's password, or a URL of a database with its password. */
export function databaseCredentialIn(name: string, text: string): Credential | undefined {
  const isUrl = DATABASE_URL.test(text) || DATABASE_URL_NAME.test(name) || /\bdbname\s*=/.test(text);
  if (isUrl && holdsPassword(text)) return { known: "by value", what: "a database URL with its password" };
  if (CONNECTION_NAME.test(name) && holdsPassword(text)) {
    return { known: "by value", what: "a connection string with the database's password" };
  }
  return namesDatabaseCredential(name) ? credentialIn(name, text) : undefined;
}

function spelled(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, "$1_$2").toUpperCase();
}
