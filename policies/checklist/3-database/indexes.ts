import { attested } from "../attested";

/** 3.2 "Indexes Created". */
export const indexes = attested({
  item: "3.2.3",
  name: "3.2-indexes",
  title: "Indexes",
  description: "Keys, foreign keys and the queries of high traffic have their indexes.",
  why: "A missing index is invisible until the table has grown.",
  from: "STANDARD",
  severity: "medium",
  howToFix: "List the indexes, compare them with foreign keys and frequent queries, and attest it.",
  evidence: { of: "indexes for keys and frequent queries", about: "database" },
});
