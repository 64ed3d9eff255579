import { attested } from "../attested";

/** 3.2 "Trinity Pattern Implemented". */
export const trinityPattern = attested({
  item: "3.2.2",
  name: "3.2-trinity-pattern",
  title: "Trinity pattern",
  description: "Base tables (tb_*), views (v_*) and computed views (tv_*) are in place.",
  why: "FraiseQL reads views; a type without one has nothing to answer with.",
  from: "STANDARD",
  severity: "medium",
  howToFix: "List tables and views, compare them with the schema's types, and attest it.",
  evidence: { of: "tables and views of the trinity pattern", about: "database" },
});
