import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { allOf } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { cache } from "../../kinds/cache";
import { storageOfPods } from "./claim";
import { environmentOf } from "./environment";
import { kindOf } from "./identity";
import { isCache } from "./image";
import { Lacking, type LackingWords } from "./lacking";
import { mountedTexts } from "./mounted-text";
import { hostsOf, podsOfTemplate, privacyOfPods } from "./pod-privacy";
import { privacyOfPorts } from "./port-privacy";

/** Redis, Valkey, KeyDB or Dragonfly in pods of one's own. Out of the box they know neither TLS nor passwords. */
export const redisPods = reader(
  [
    "kubernetes:apps/v1:StatefulSet",
    "kubernetes:apps/v1beta1:StatefulSet",
    "kubernetes:apps/v1beta2:StatefulSet",
    "kubernetes:apps/v1:Deployment",
    "kubernetes:apps/v1beta1:Deployment",
    "kubernetes:apps/v1beta2:Deployment",
  ],
  cache,
  (object, { type }) => {
    const pod = object.at("spec.template.spec");
    // A cache beside an application in its pod is that application's own, and nobody else's.
    const [server] = pod.list("containers").items;
    if (server === undefined || !isCache(server.string("image").value ?? "") || isSentinel(server)) {
      return undefined;
    }
    const claims =
      kindOf(type) === "StatefulSet" ? object.list("spec.volumeClaimTemplates") : new Listing<Inputs>([]);
    return {
      encryptsInTransit: (self, stack) => settingOf(TLS, pod, server, self, stack),
      requiresAuth: (self, stack) => settingOf(AUTH, pod, server, self, stack),
      storage: (self, stack) => storageOfPods(pod, claims, self, stack),
      isPrivate: (_, stack) =>
        allOf(privacyOfPods(podsOfTemplate(object), stack), privacyOfPorts(pod, server)),
      hosts: (from, _, stack) => hostsOf(podsOfTemplate(object), from, stack),
    };
  },
);

/** A sentinel watches caches, and holds no data. */
function isSentinel(server: Inputs): boolean {
  return ["command", "args"].some((name) =>
    server.strings(name).items.some(({ value }) => /sentinel/.test(value ?? "")),
  );
}

/** How a server is told to do something, in the ways there are. */
interface ServerSetting {
  /** On its command line. */
  readonly argument: RegExp;
  /** In a line of its configuration file. */
  readonly line: RegExp;
  /** By a variable that its image reads, and the values that mean yes. */
  readonly variables: readonly string[];
  readonly yes: RegExp;
  readonly otherwise: LackingWords;
}

const TLS: ServerSetting = {
  argument: /--tls-port[\s=]+["']?[1-9]|--tls(=true)?(\s|$)/,
  line: /^\s*tls-port\s+[1-9]/m,
  variables: ["REDIS_TLS_ENABLED", "VALKEY_TLS_ENABLED", "DFLY_tls"],
  yes: /^(yes|true|1)$/i,
  otherwise: {
    says: "does not set tls-port, so that everything is sent in plain text",
    needs: "TLS: tls-port, with a certificate",
  },
};

const AUTH: ServerSetting = {
  argument: /--(requirepass|aclfile|user)[\s=]+(?!["']{2})\S/,
  line: /^\s*(requirepass|aclfile|user)\s+(?!["']{2})\S/m,
  variables: [
    "REDIS_PASSWORD",
    "REDIS_PASSWORD_FILE",
    "REDIS_ACLFILE",
    "VALKEY_PASSWORD",
    "VALKEY_PASSWORD_FILE",
    "VALKEY_ACLFILE",
    "DFLY_requirepass",
  ],
  yes: /./,
  otherwise: {
    says: "does not set requirepass, so that whoever reaches it reads and writes",
    needs: "a password: requirepass or an ACL file, from a secret",
  },
};

/** Images whose start script turns variables into settings. The official ones read none. */
const READS_VARIABLES = /\b(bitnami|bitnamilegacy|bitnamisecure)\b|dragonfly/;

function settingOf(
  setting: ServerSetting,
  pod: Inputs,
  server: Inputs,
  self: Subject<unknown>,
  stack: StackView,
): Fact<boolean> {
  const path = [...server.path, "args"];
  const args = ["command", "args"].map((name) => server.strings(name));
  const text = args.flatMap(({ items }) => items.map(({ value }) => value ?? "")).join(" ");
  if (setting.argument.test(text)) return Fact.given(true, path);
  const files = mountedTexts(pod, self, stack);
  const configured = files.texts.filter(({ key }) => key.endsWith(".conf"));
  if (configured.some(({ text: { value } }) => setting.line.test(value ?? ""))) return Fact.given(true, path);
  const environment = environmentOf(server, self, stack);
  const image = server.string("image").value ?? "";
  const variables = READS_VARIABLES.test(image)
    ? setting.variables.map((name) => environment.value(name))
    : [];
  // What a secret holds counts as set.
  const isSet = setting.variables.some((name) => environment.find(name)?.source === "secret");
  if (variables.some(({ value }) => setting.yes.test(value ?? "")) || (variables.length > 0 && isSet)) {
    return Fact.given(true, path);
  }
  const arguments_ = environment.value("REDIS_ARGS");
  if (setting.argument.test(arguments_.value ?? "")) return Fact.given(true, path);
  const isUntold =
    args.some(({ missing, items }) => missing !== undefined || items.some((arg) => !arg.isDecided)) ||
    configured.some(({ text: { isDecided } }) => !isDecided) ||
    variables.some(({ isDecided }) => !isDecided);
  if (isUntold) return Fact.unknown(path, UNTIL_UPDATE);
  return files.isWhole
    ? new Lacking<boolean>(path, setting.otherwise)
    : Fact.unknown(
        path,
        `${setting.otherwise.says.replace(/, so that.*/, "")}, which a mounted file that is not read may do`,
      );
}
