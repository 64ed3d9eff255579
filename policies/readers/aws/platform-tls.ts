import type { TlsTermination } from "../../kinds/entry-point";
import { platformFact } from "./platform-fact";

/** TLS that a service ends by itself: with a certificate of its own, from version 1.2, without client certificates. */
export function platformTls(service: string, name: string): TlsTermination {
  return {
    path: [],
    name,
    lowestVersion: platformFact(1.2, {
      says: `the lowest TLS version of ${service} cannot be chosen; it is 1.2 or later`,
      isLeast: true,
    }),
    renewsItself: platformFact(true, { says: `${service} renews its certificate` }),
    verifiesClients: platformFact(false, {
      says: `${service} asks for no client certificates`,
      advice: "Put a load balancer or a distribution that verifies them in front of it.",
    }),
  };
}
