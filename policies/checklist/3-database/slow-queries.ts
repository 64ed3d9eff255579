import { attested } from "../attested";

/** 3.4 "Slow queries identified and optimized", "Query execution plans reviewed". */
export const slowQueries = attested({
  item: "3.4.1",
  name: "3.4-slow-queries",
  title: "Slow queries",
  description: "The slowest queries were looked at, with their plans, and mended.",
  why: "A query that is slow with little data stops the site with more.",
  from: "STANDARD",
  severity: "low",
  advisory: true,
  howToFix: "Read pg_stat_statements, mend the slowest, review their plans, and attest it.",
  evidence: { of: "a review of the slowest queries", about: "database" },
});
