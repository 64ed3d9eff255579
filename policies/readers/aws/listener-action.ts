import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { Listing } from "../../evaluation/listing";
import type { Reference } from "../../evaluation/reference";
import { Lacking } from "../kubernetes/lacking";

/** What an HTTP listener does that only redirects. */
const REDIRECT = {
  type: "redirect",
  redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" },
};

/**
 * Whether actions of plain HTTP do nothing but redirect to HTTPS for good; nothing at all where they answer by
 * themselves, with a refusal. `canRedirect`: there is an HTTPS listener to lead to.
 */
export function redirectFacts(
  actions: Listing<Inputs>,
  port: Fact<number>,
  canRedirect: boolean,
): readonly Fact<boolean>[] {
  const { missing } = actions;
  const known = actions.items.flatMap((action) => factsOf(action, port, canRedirect));
  return missing ? [...known, Fact.unknown<boolean>(missing.path ?? [], missing.why)] : known;
}

function factsOf(action: Inputs, port: Fact<number>, canRedirect: boolean): readonly Fact<boolean>[] {
  const type = action.string("type");
  if (type.state.is === "unknown") return [Fact.unknown(type.path, type.state.why)];
  if (type.value === "redirect") return redirectsWell(action.at("redirect"), port);
  if (type.value !== "forward" && type.value !== undefined) return [];
  if (!canRedirect) {
    return [
      new Lacking<boolean>(type.path, {
        says: "is forward, and serves plain HTTP",
        advice: "Add an HTTPS listener with a certificate, and redirect to it from here with HTTP_301.",
      }),
    ];
  }
  return [
    new Fact<boolean>({ is: "known", value: false, shown: "forward" }, action.path.slice(0, -1), {
      says: () => "plain HTTP",
      write: () => [REDIRECT],
    }),
  ];
}

/** Protocol and port are those of the request unless set, which redirects in circles. */
function redirectsWell(redirect: Inputs, port: Fact<number>): readonly Fact<boolean>[] {
  const own = String(port.value ?? 80);
  return [
    redirect.string("protocol", { whenAbsent: "#{protocol}" }).map((value) => value === "HTTPS", {
      says: (ok) => (ok ? "HTTPS" : "a redirect to plain HTTP"),
      write: () => "HTTPS",
    }),
    redirect.string("port", { whenAbsent: "#{port}" }).map((value) => value !== "#{port}" && value !== own, {
      says: (ok) => (ok ? "another port" : "a redirect to the same port"),
      write: () => "443",
    }),
    redirect.string("statusCode").map((value) => value === "HTTP_301", {
      says: (ok) => (ok ? "a permanent redirect" : "a redirect that browsers do not remember"),
      write: () => "HTTP_301",
    }),
  ];
}

/** The target groups that actions forward to. */
export function targetReferences(actions: Listing<Inputs>): readonly Reference[] {
  return actions.items
    .flatMap((action) => [
      action.reference("targetGroupArn"),
      ...action.list("forward.targetGroups").items.map((group) => group.reference("arn")),
    ])
    .filter(({ isSet }) => isSet);
}
