import type { ProfileName } from "../../profiles";
import type { ApplicationGeneration } from "../evaluation/settings";

/** A variable that the application cannot do without. */
export interface RequiredVariable {
  /** Any of these names; the first is suggested. */
  readonly names: readonly string[];
  /** Other names that say the same, where the checklist leaves the name open. */
  readonly alike?: RegExp;
  /** What is needed, where it is not one value. */
  readonly needs: string;
  /** The one value that complies. */
  readonly value?: string;
  /** What the application takes when nothing is set. */
  readonly whenAbsent?: string;
  /** The first profile that asks for it. */
  readonly from: ProfileName;
  /** True for what only a process that serves requests needs, and a migration does without. */
  readonly isForServing?: true;
  /** Variables that make it unnecessary, with the value that does (any, when there is none), and a clause why. */
  readonly unless?: { readonly name: string; readonly value?: string; readonly why: string };
  /** Names that look like it, and that this generation does not read. */
  readonly misnomers: readonly string[];
}

/** The key management that the application uses. */
export const KEY_MANAGEMENT: RequiredVariable = {
  names: ["FRAISEQL_KMS_PROVIDER", "VAULT_ADDR", "FRAISEQL_SECRETS_BACKEND"],
  alike: /(?:^|_)KMS(?:_|$)/,
  needs: "the key management that the application uses",
  from: "REGULATED",
  isForServing: true,
  misnomers: [],
};

/** The audit settings that the application uses. */
export const AUDIT: RequiredVariable = {
  names: ["FRAISEQL_AUDIT_ENABLED"],
  alike: /(?:^|_)AUDIT(?:_|$)/,
  needs: "the audit settings that the application uses",
  from: "REGULATED",
  isForServing: true,
  misnomers: [],
};

/** The variables that 4.1 requires, by generation. */
export const requiredVariables: Readonly<Record<ApplicationGeneration, readonly RequiredVariable[]>> = {
  v1: [
    {
      // The configuration class reads the second name; the container's entry point, and the checklist, the first.
      names: ["DATABASE_URL", "FRAISEQL_DATABASE_URL"],
      needs: "a reference to a secret with the database's URL",
      from: "STANDARD",
      misnomers: ["DB_URL", "DB_HOST", "DB_NAME", "DATABASE_HOST", "POSTGRES_URL", "PGHOST"],
    },
    {
      names: ["JWT_SECRET_KEY"],
      needs: "a reference to a secret",
      from: "STANDARD",
      isForServing: true,
      unless: { name: "FRAISEQL_AUTH_PROVIDER", value: "auth0", why: "Auth0 signs the tokens" },
      misnomers: ["JWT_SECRET", "FRAISEQL_JWT_SECRET", "SECRET_KEY", "FRAISEQL_SECRET_KEY"],
    },
    {
      names: ["FRAISEQL_ENVIRONMENT"],
      needs: '"production"',
      value: "production",
      whenAbsent: "development",
      from: "STANDARD",
      misnomers: ["ENVIRONMENT", "FRAISEQL_ENV", "FRAISEQL_PRODUCTION", "APP_ENV"],
    },
    KEY_MANAGEMENT,
    AUDIT,
  ],
  v2: [
    {
      names: ["DATABASE_URL"],
      needs: "a reference to a secret with the database's URL",
      from: "STANDARD",
      misnomers: [
        "FRAISEQL_DATABASE_URL",
        "DB_URL",
        "DB_HOST",
        "DB_NAME",
        "DATABASE_HOST",
        "POSTGRES_URL",
        "PGHOST",
      ],
    },
    {
      names: ["FRAISEQL_ENV"],
      needs: '"production"',
      value: "production",
      whenAbsent: "production",
      from: "STANDARD",
      misnomers: ["ENVIRONMENT", "FRAISEQL_ENVIRONMENT", "APP_ENV"],
    },
    KEY_MANAGEMENT,
    AUDIT,
  ],
};
