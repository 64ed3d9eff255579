// A FraiseQL stack that complies with whichever profile it is configured for:
//
//   pulumi config set fraiseql-checklist:profile REGULATED
//   pulumi config set fraiseql-checklist:justification "The shop stores names and addresses of customers in the EU."
//
// The policy pack reads the same two values. policy-config.json is for --policy-pack-config: it accepts the HSMs that AWS
// KMS shares among its customers, because AWS rotates no keys in a store of one's own (2.4). The cluster with its
// operators, and what is in the secrets manager, are other stacks' business, and migrations run in the delivery pipeline.
import "./users";
import "./data";
import "./events";
import "./analytics";
import "./entry";
import "./observability";
import "./audit";
import "./admission";
import "./detection";
import "./launch";
