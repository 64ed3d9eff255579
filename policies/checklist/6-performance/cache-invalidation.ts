import { attested } from "../attested";

/** 6.1 "Cache invalidation strategy defined". */
export const cacheInvalidation = attested({
  item: "6.1.1",
  name: "6.1-cache-invalidation",
  title: "Cache invalidation",
  description: "It is written down how cached results become invalid.",
  why: "A cache that nobody empties answers with the past.",
  from: "STANDARD",
  severity: "low",
  advisory: true,
  howToFix: "Write down what empties the cache, and when, and attest it with a link.",
  evidence: { of: "a strategy of cache invalidation, written down" },
});
