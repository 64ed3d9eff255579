// A FraiseQL stack on AWS that complies with whichever profile it is configured for:
//
//   pulumi config set fraiseql-checklist:profile REGULATED
//   pulumi config set fraiseql-checklist:justification "The shop stores names and addresses of customers in the EU."
//
// The policy pack reads the same two values. policy-config.json is for --policy-pack-config: it accepts the HSMs that AWS
// KMS shares among its customers, because AWS rotates no keys in a store of one's own (2.4). Migrations run in the delivery
// pipeline, which also pushes the image.
import "./network";
import "./database";
import "./cache";
import "./users";
import "./images";
import "./api";
import "./entry";
import "./firewall";
import "./observability";
import "./audit";
import "./detection";
import "./launch";
