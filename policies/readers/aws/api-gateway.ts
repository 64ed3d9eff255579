import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint, type Cors, type EntryPoint, type TlsTermination } from "../../kinds/entry-point";
import { borrowed, eitherOf, jointly } from "../borrowed-fact";
import { partsOfApi, untoldPartOfApi, workloadsOfApi } from "./api-gateway-parts";
import { apiSecurityPolicy, securityPolicyFormat } from "./api-security-policy";
import { platformFact } from "./platform-fact";
import { sourceRanges } from "./source-ip-policy";

/** `aws:apigateway/restApi:RestApi`, with its endpoint of its own unless that is switched off. */
export const restApi = reader("aws:apigateway/restApi:RestApi", entryPoint, (inputs): EntryPoint => ({
  ...apiOf(inputs, "REST API"),
  get isInternal() {
    return privateEndpoint(inputs);
  },
  tls: () => new Listing(isSwitchedOff(inputs) ? [] : [endpointTls(inputs, endpointVersion(inputs))]),
  cors: (self, stack) => corsOfResponses(self, stack),
  allowedRanges: (self, stack) => restRanges(inputs, self, stack),
}));

const SWITCH = "disableExecuteApiEndpoint";

/** `aws:apigatewayv2/api:Api`: an HTTP or a WebSocket API. */
export const httpApi = reader("aws:apigatewayv2/api:Api", entryPoint, (inputs): EntryPoint => ({
  ...apiOf(inputs, "HTTP API"),
  isInternal: Fact.given(false),
  tls: () =>
    new Listing(
      isSwitchedOff(inputs)
        ? []
        : [
            endpointTls(
              inputs,
              platformFact(1.2, {
                says: "HTTP APIs accept TLS 1.2, and no later version can be asked for",
                advice:
                  "Put an application load balancer or a distribution in its place, or exempt it with a justification.",
              }),
            ),
          ],
    ),
  cors: () =>
    inputs.has("corsConfiguration")
      ? { origins: inputs.at("corsConfiguration").strings("allowOrigins") }
      : undefined,
  timeoutSeconds: (self, stack) => integrationTimeout(self, stack),
}));

/** TLS 1.0 unless set, and 1.2 where only private networks reach it. */
function endpointVersion(inputs: Inputs): Fact<number> {
  const isPrivate = privateEndpoint(inputs);
  const policy = inputs.string("securityPolicy", { whenAbsent: isPrivate.value ? "TLS_1_2" : "TLS_1_0" });
  return policy.isAbsent && isPrivate.state.is === "unknown"
    ? Fact.unknown(isPrivate.path, isPrivate.state.why)
    : policy.map(apiSecurityPolicy, securityPolicyFormat(inputs));
}

/** What both kinds of API say alike. They serve HTTPS alone. */
function apiOf(
  inputs: Inputs,
  type: string,
): Pick<
  EntryPoint,
  "type" | "workloads" | "plainText" | "requestsPerMinute" | "firewallKeys" | "servedBehind"
> {
  return {
    type,
    workloads: workloadsOfApi,
    plainText: () => new Listing([]),
    requestsPerMinute: throttleOf,
    firewallKeys: ({ resource }) => [resource.urn],
    servedBehind: () =>
      isSwitchedOff(inputs)
        ? "its own endpoint is switched off, and custom domains answer for it"
        : undefined,
  };
}

/** Whether the endpoint of its own, `execute-api`, is off. */
export function isSwitchedOff(inputs: Inputs): boolean {
  return inputs.boolean(SWITCH).value === true;
}

/** The endpoint of its own: no client certificates, so that it has to be off for those to count. */
function endpointTls(inputs: Inputs, lowestVersion: Fact<number>): TlsTermination {
  const { path, state } = inputs.boolean(SWITCH);
  return {
    path: [],
    name: "its own endpoint",
    lowestVersion: state.is === "unknown" ? Fact.unknown(path, state.why) : lowestVersion,
    renewsItself: Fact.given(true),
    get verifiesClients() {
      return inputs.boolean(SWITCH, { whenAbsent: false }).map((off) => off, {
        says: (off) => (off ? "true" : "false, and this endpoint asks for no client certificates"),
      });
    },
  };
}

/** Public unless every type of its endpoints is private. */
export function privateEndpoint(inputs: Inputs): Fact<boolean> {
  const configuration = inputs.at("endpointConfiguration");
  return configuration.string("types", { whenAbsent: "EDGE" }).map((type) => type === "PRIVATE");
}

/** The lowest rate of usage plans, method settings and stages, which they give per second. */
function throttleOf(self: Subject<EntryPoint>, stack: StackView): Fact<number> | undefined {
  const limits = partsOfApi(self, "throttles", stack)
    .map(({ thing, resource }) => {
      const { inputs } = thing;
      const block = ["throttleSettings.rateLimit", "settings.throttlingRateLimit"].find((path) =>
        inputs.has(path),
      );
      const rate = inputs.number(block ?? "defaultRouteSettings.throttlingRateLimit");
      const perMinute = rate.map((perSecond) => (perSecond < 0 ? undefined : perSecond * 60), {
        unit: "requests per minute",
        write: (wanted) => Math.floor((wanted / 60) * 1000) / 1000,
        why: "is negative, which switches the limit off",
      });
      return { rate, perMinute: borrowed(resource.name, perMinute) };
    })
    .filter(({ rate }) => !rate.isAbsent)
    .map(({ perMinute }) => perMinute);
  const untold = untoldPartOfApi(self, "throttles", stack);
  return eitherOf([
    ...[...limits].sort((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity)),
    ...(untold ? [borrowed(untold.part ?? "", Fact.unknown<number>(untold.path ?? [], untold.why))] : []),
  ]);
}

/** The gateway gives up after 29 or 30 seconds by itself: only what is set is judged. */
function integrationTimeout(self: Subject<EntryPoint>, stack: StackView): Fact<number> | undefined {
  return jointly(
    partsOfApi(self, "integrations", stack)
      .map(({ thing, resource }) => ({
        fact: thing.inputs.number("timeoutMilliseconds"),
        name: resource.name,
      }))
      .filter(({ fact }) => !fact.isAbsent)
      .map(({ fact, name }) =>
        borrowed(
          `integration ${name}`,
          fact.map((milliseconds) => milliseconds / 1000, {
            unit: "seconds",
            write: (seconds) => seconds * 1000,
          }),
        ),
      ),
  );
}

const ALLOW_ORIGIN = /^(method\.response|gatewayresponse)\.header\.access-control-allow-origin$/i;

/** The headers that responses of a REST API are given by hand, as text in quotes. */
function corsOfResponses(self: Subject<EntryPoint>, stack: StackView): Cors | undefined {
  const origins = partsOfApi(self, "responses", stack).flatMap(({ thing, resource }) =>
    thing.inputs
      .entries("responseParameters")
      .items.filter(([name]) => ALLOW_ORIGIN.test(name))
      .map(([, value]) =>
        borrowed(
          resource.name,
          value.map((text) => /^'(.*)'$/.exec(text.trim())?.[1], {
            why: "is taken from the request or the answer, and is not told here",
          }),
        ),
      ),
  );
  return origins.length > 0 ? { origins: new Listing(origins) } : undefined;
}

/** Who may call it, by its policy: inline, or as a resource of its own. Undefined without one. */
function restRanges(
  inputs: Inputs,
  self: Subject<EntryPoint>,
  stack: StackView,
): Listing<Fact<string>> | undefined {
  if (inputs.has("policy")) return sourceRanges(inputs);
  const [policy] = partsOfApi(self, "policies", stack);
  const untold = untoldPartOfApi(self, "policies", stack);
  if (policy === undefined) return untold && Listing.unknown(untold);
  return sourceRanges(policy.thing.inputs).map((range) => borrowed(policy.resource.name, range));
}
