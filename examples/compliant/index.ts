// A FraiseQL stack that complies with whichever profile it is configured for:
//
//   pulumi config set fraiseql-checklist:profile REGULATED
//   pulumi config set fraiseql-checklist:justification "The shop stores names and addresses of customers in the EU."
//
// The policy pack reads the same two values. The network, the cluster and its Secrets are other stacks' business,
// and migrations run in the delivery pipeline.
import "./data";
import "./analytics";
import { api, subscriptions } from "./api";

/** What an ingress routes to. */
export const services = [api, subscriptions].map(({ serviceName, servicePort }) => ({
  name: serviceName,
  port: servicePort,
}));
