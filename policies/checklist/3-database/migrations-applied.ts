import { measured } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 3.2 "Migrations Applied". */
export const migrationsApplied = attested({
  item: "3.2.1",
  name: "3.2-migrations-applied",
  title: "Migrations",
  description: "The latest migrations have run on the production database, and none is pending.",
  why: "Code that meets yesterday's schema fails on its first request.",
  from: "STANDARD",
  severity: "high",
  howToFix: "Run the migrations, compare the history table with the repository, and attest it.",
  evidence: {
    of: "a database without pending migrations",
    about: "database",
    measurements: { pending: measured("migrations that have not run", "migrations", { atMost: 0 }) },
  },
});
