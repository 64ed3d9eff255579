import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Undetermined } from "../../evaluation/outcome";
import type { Subject } from "../../evaluation/resource";
import { borrowed, eitherOf, jointly } from "../borrowed-fact";
import { goDurationSeconds } from "../go-duration";
import { showTlsVersion, tlsVersionOf } from "../tls-version";
import { policiesOn, titleOf, untoldPolicyOn, type Attachment } from "./gateway-attachment";
import type { GatewayAddOns, GatewayInStack } from "./gateway-implementation";
import { routesOf } from "./gateway-routes";
import { identityOf } from "./identity";
import { quantityAt } from "./quantity";

const CLIENT = "ClientTrafficPolicy";
const BACKEND = "BackendTrafficPolicy";
const SECURITY = "SecurityPolicy";

/** Whether policies of Envoy Gateway speak about the Gateway or its routes. */
export function hasEnvoyPolicies(gateway: GatewayInStack): boolean {
  return (
    policiesOn(CLIENT, targetOf(gateway), gateway.stack).length > 0 ||
    untoldPolicyOn(CLIENT, targetOf(gateway), gateway.stack) !== undefined ||
    [BACKEND, SECURITY].some((type) =>
      policiesInForce(type, gateway).some((policy) => policy !== undefined),
    ) ||
    [BACKEND, SECURITY].some((type) => untold(type, gateway) !== undefined)
  );
}

/** Envoy Gateway: the lowest TLS version is 1.2 unless set; there is no limit of requests unless set. */
export function envoyGateway(gateway: GatewayInStack): GatewayAddOns {
  const { object, stack } = gateway;
  const clientPolicy = (listener: Inputs) =>
    policiesOn(CLIENT, targetOf(gateway), stack, listener.string("name"))[0];
  const untoldClient = <T>(): Fact<T> | undefined => {
    const found = untoldPolicyOn(CLIENT, targetOf(gateway), stack);
    return found && Fact.unknown([], `whether ${titleOf(found)} is about it ${UNTIL_UPDATE}`);
  };
  return {
    lowestVersion: (listener) => {
      const policy = clientPolicy(listener);
      if (policy) {
        return borrowed(
          titleOf(policy),
          policy.thing.inputs
            .string("spec.tls.minVersion", { whenAbsent: "1.2" })
            .map((version) => (version === "Auto" ? 1.2 : tlsVersionOf(version)), {
              says: showTlsVersion,
              write: (version) => version.toFixed(1),
            }),
        );
      }
      const unseen = untoldClient<number>();
      if (unseen) return unseen;
      const className = object.string("spec.gatewayClassName");
      const shown = `${JSON.stringify(className.value)} without a ClientTrafficPolicy`;
      return new Fact<number>({ is: "known", value: 1.2, shown }, className.path, {
        says: showTlsVersion,
        fixable: false,
      });
    },
    verifiesClients: (listener) => {
      const policy = clientPolicy(listener);
      if (policy === undefined) return untoldClient();
      if (!policy.thing.inputs.has("spec.tls.clientValidation.caCertificateRefs")) return undefined;
      const validation = policy.thing.inputs.at("spec.tls.clientValidation");
      return borrowed(
        titleOf(policy),
        validation.boolean("optional", { whenAbsent: false }).map((optional) => !optional, {
          says: (verifies) => (verifies ? "client certificates verified" : "no client certificates needed"),
          write: (verifies) => !verifies,
        }),
      );
    },
    corsOrigins: () => {
      const origins = policiesInForce(SECURITY, gateway).flatMap((policy) =>
        policy?.thing.inputs.has("spec.cors")
          ? [
              policy.thing.inputs
                .strings("spec.cors.allowOrigins")
                .map((origin) => borrowed(titleOf(policy), origin)),
            ]
          : [],
      );
      return origins.length > 0 ? Listing.of(...origins) : undefined;
    },
    requestsPerMinute: () => ofEveryRoute(BACKEND, gateway, rateOf),
    bodyLimitBytes: () =>
      ofEveryRoute(BACKEND, gateway, (policy) =>
        policy.has("spec.requestBuffer.limit")
          ? quantityAt(policy, "spec.requestBuffer.limit", "bytes")
          : undefined,
      ),
    timeoutSeconds: () =>
      ofEveryRoute(BACKEND, gateway, (policy) =>
        policy.has("spec.timeout.http.requestTimeout")
          ? policy
              .string("spec.timeout.http.requestTimeout")
              .map(goDurationSeconds, { unit: "seconds", write: (seconds) => `${seconds}s` })
          : undefined,
      ),
    healthCheck: () => {
      const [policy] = policiesInForce(BACKEND, gateway).filter((one) =>
        one?.thing.inputs.has("spec.healthCheck.active.http"),
      );
      if (policy === undefined) return undefined;
      const active = policy.thing.inputs.at("spec.healthCheck.active");
      return {
        path: borrowed(titleOf(policy), active.string("http.path")),
        intervalSeconds: borrowed(
          titleOf(policy),
          active
            .string("interval", { whenAbsent: "3s" })
            .map(goDurationSeconds, { unit: "seconds", write: (seconds) => `${seconds}s` }),
        ),
      };
    },
    allowedRanges: () => {
      const policies = policiesInForce(SECURITY, gateway);
      const lists = policies.map((policy) => policy && rangesOf(policy));
      const known = lists.filter((list) => list !== undefined);
      if (known.length > 0 && known.length === lists.length) return Listing.of(...known);
      const why = untold(SECURITY, gateway)?.says;
      return why === undefined ? undefined : Listing.unknown({ why });
    },
  };
}

function targetOf({ object }: GatewayInStack) {
  return { type: "Gateway", ...identityOf(object) };
}

/** For every route of the Gateway the policy of a type: its own, which wins, or the Gateway's. */
function policiesInForce(
  type: string,
  gateway: GatewayInStack,
): readonly (Subject<Attachment> | undefined)[] {
  const { object, stack } = gateway;
  const [general] = policiesOn(type, targetOf(gateway), stack);
  const routes = routesOf(object, stack).items;
  if (routes.length === 0) return [general];
  const own = routes.map(
    ({ thing }) => policiesOn(type, { ...thing.identity, type: thing.type }, stack)[0] ?? general,
  );
  return [...new Set(own)];
}

/** What the policies of all routes say. Undefined where one route has no such policy, or it does not say. */
function ofEveryRoute(
  type: string,
  gateway: GatewayInStack,
  read: (policy: Inputs) => Fact<number> | undefined,
): Fact<number> | undefined {
  const facts = policiesInForce(type, gateway).map((policy) => {
    const fact = policy && read(policy.thing.inputs);
    return policy && fact && borrowed(titleOf(policy), fact);
  });
  const known = facts.filter((fact) => fact !== undefined);
  return known.length === facts.length ? jointly(known) : untold(type, gateway);
}

/** Set where a policy may speak about the Gateway or one of its routes. */
function untold(type: string, gateway: GatewayInStack): Fact<number> | undefined {
  const { object, stack } = gateway;
  const targets = [
    targetOf(gateway),
    ...routesOf(object, stack).items.map(({ thing }) => ({ ...thing.identity, type: thing.type })),
  ];
  const policy = targets
    .map((target) => untoldPolicyOn(type, target, stack))
    .find((found) => found !== undefined);
  return policy && Fact.unknown([], `whether ${titleOf(policy)} is about it ${UNTIL_UPDATE}`);
}

const PER_MINUTE: Readonly<Record<string, number>> = {
  Second: 60,
  Minute: 1,
  Hour: 1 / 60,
  Day: 1 / 1440,
  Month: 1 / 43_200,
  Year: 1 / 525_600,
};

/** The limit that holds for every client: the strictest, where there are several. */
function rateOf(policy: Inputs): Fact<number> | undefined {
  if (!policy.has("spec.rateLimit")) return undefined;
  const rules = ["spec.rateLimit.global.rules", "spec.rateLimit.local.rules"].flatMap(
    (path) => policy.list(path).items,
  );
  const limits = rules.filter(isForEveryone).map((rule) => {
    const factor = PER_MINUTE[rule.string("limit.unit").value ?? ""];
    return rule
      .number("limit.requests")
      .map((requests) => (factor === undefined ? undefined : requests * factor), {
        unit: "requests per minute",
        ...(factor === undefined ? {} : { write: (perMinute: number) => Math.floor(perMinute / factor) }),
        why: "has no unit that is known, so it cannot be judged",
      });
  });
  const unread = ["spec.rateLimit.global.rules", "spec.rateLimit.local.rules"]
    .map((path) => policy.list(path).missing ?? rules.map((rule) => unreadIn(rule)).find(Boolean))
    .find((missing) => missing !== undefined);
  const strictest = eitherOf([
    ...[...limits].sort((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity)),
    ...(unread ? [Fact.unknown<number>(unread.path ?? [], unread.why)] : []),
  ]);
  return strictest ?? Fact.unknown(["spec", "rateLimit"], "limits some clients only, as far as is seen");
}

/** Why the selectors of a rule cannot be read. */
function unreadIn(rule: Inputs): Undetermined | undefined {
  const selectors = rule.list("clientSelectors");
  return selectors.missing ?? selectors.items.map((one) => one.entries([]).missing).find((each) => each);
}

/** Whether a rule holds for every client: it selects none, or tells each address or header value apart. */
function isForEveryone(rule: Inputs): boolean {
  return rule.list("clientSelectors").items.every((selector) => {
    const range = selector.string("sourceCIDR.value").value;
    return (
      selector.list("headers").items.every((header) => header.string("type").value === "Distinct") &&
      (range === undefined || /\/0$/.test(range)) &&
      !selector.has("path") &&
      !selector.has("methods")
    );
  });
}

/** The ranges that a policy admits. Undefined where it admits every address: without authorization, or by default. */
function rangesOf(policy: Subject<Attachment>): Listing<Fact<string>> | undefined {
  const { inputs } = policy.thing;
  const authorization = inputs.presence("spec.authorization");
  if (authorization.state.is === "unknown") {
    return Listing.unknown({ why: `what ${titleOf(policy)} admits ${UNTIL_UPDATE}` });
  }
  if (!inputs.has("spec.authorization")) return undefined;
  const action = inputs.string("spec.authorization.defaultAction", { whenAbsent: "Deny" });
  if (action.state.is === "unknown") return Listing.unknown({ path: action.path, why: action.state.why });
  if (action.value !== "Deny") return undefined;
  const rules = inputs
    .list("spec.authorization.rules")
    .filter((rule) => rule.string("action").value !== "Deny");
  const lists = rules.items.map((rule): Listing<Fact<string>> => {
    const ranges = rule.strings("principal.clientCIDRs");
    return ranges.isEmpty
      ? Listing.unknown({ why: `${titleOf(policy)} also admits clients by other means than their address` })
      : ranges.map((range) => borrowed(titleOf(policy), range));
  });
  return Listing.of(...lists, new Listing<Fact<string>>([], rules.missing));
}
