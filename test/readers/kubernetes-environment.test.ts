import { strict as assert } from "assert";
import { treeOf } from "../../policies/crossguard/decode";
import { Inputs } from "../../policies/evaluation/inputs";
import type { Resource } from "../../policies/evaluation/resource";
import { StackView } from "../../policies/evaluation/stack";
import type { Environment } from "../../policies/kinds/environment";
import { workload } from "../../policies/kinds/workload";
import { registry } from "../../policies/readers";
import { expand, type Referred } from "../../policies/readers/kubernetes/expansion";
import { dependenciesOf, plainProps, urnOf } from "../kit/analyzer";
import { ref, resource, secret, unknown, type TestResource } from "../kit/cases";

/** The environment of the first container of the first workload. */
function environmentIn(...stack: readonly TestResource[]): Environment {
  const resources = stack.map((it): Resource => ({
    urn: urnOf(it),
    type: it.type,
    name: it.name,
    inputs: new Inputs(treeOf(plainProps(it)), [], { partial: registry.isPatch(it.type) }),
    dependencies: Object.fromEntries(
      Object.entries(dependenciesOf(it)).map(([property, names]) => [
        property,
        stack.filter(({ name }) => names.includes(name)).map(urnOf),
      ]),
    ),
    identifiers: [],
  }));
  const view = new StackView(resources, (it) => registry.identify(it));
  const [subject] = view.subjects(workload);
  const environment = subject?.thing.containers.items[0]?.environmentIn?.(subject, view);
  assert.ok(environment);
  return environment;
}

/** Every variable as `source: value`, or as why its value is not known. */
function shown(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    environment.variables.map(({ name, value, source, holder }) => {
      const { state } = value;
      const text = state.is === "unknown" ? state.why : JSON.stringify(value.value);
      return [name, `${source}${holder ? ` (${holder})` : ""}: ${text}`];
    }),
  );
}

const pod = (container: object, namespace: unknown = "prod", kind = "Pod") =>
  resource(`kubernetes:core/v1:${kind}`, "api", {
    metadata: { name: "api", namespace },
    spec: { containers: [{ name: "api", image: "ghcr.io/fraiseql/fraiseql:1.8.1", ...container }] },
  });
const object = (kind: string, name: unknown, props: object, namespace: unknown = "prod", id = "") =>
  resource(`kubernetes:core/v1:${kind}`, `${kind}-${id || String(name)}`, {
    metadata: { name, namespace },
    ...props,
  });
const from = (kind: "configMap" | "secret", name: unknown, key: unknown, more: object = {}) => ({
  valueFrom: { [`${kind}KeyRef`]: { name, key, ...more } },
});

describe("environment of a pod", () => {
  it("takes envFrom in its order, then env; the last one wins", () => {
    const environment = environmentIn(
      pod({
        envFrom: [
          { configMapRef: { name: "base" } },
          { configMapRef: { name: "more" }, prefix: "FRAISEQL_" },
          { secretRef: { name: "credentials" } },
        ],
        env: [{ name: "A", value: "env" }, { name: "A", value: "last" }, { name: "EMPTY" }],
      }),
      object("ConfigMap", "base", {
        data: { A: "base", FRAISEQL_B: "base", ONLY: "base" },
        binaryData: { F: "AA==" },
      }),
      object("ConfigMap", "more", { data: { B: "more" } }),
      object("Secret", "credentials", {
        data: { S: Buffer.from("s").toString("base64") },
        stringData: { T: secret("t") },
      }),
      object("ConfigMap", "base", { data: { A: "elsewhere" } }, "other", "elsewhere"),
    );
    assert.deepEqual(shown(environment), {
      ONLY: 'config (ConfigMap base): "base"',
      FRAISEQL_B: 'config (ConfigMap more): "more"',
      S: 'secret (Secret credentials): "s"',
      T: 'secret (Secret credentials): "t"',
      A: 'literal: "last"',
      EMPTY: 'literal: ""',
    });
    assert.equal(environment.missing, undefined);
    assert.equal(environment.value("NONE").isAbsent, true);
  });

  it("takes single keys", () => {
    const environment = environmentIn(
      pod({
        env: [
          { name: "CONFIG", ...from("configMap", "settings", "environment") },
          { name: "NOT_THERE", ...from("configMap", "settings", "nothing") },
          { name: "OPTIONAL", ...from("configMap", "settings", "nothing", { optional: true }) },
          { name: "OUTSIDE", ...from("configMap", "others", "key") },
          { name: "MARKED", ...from("configMap", "settings", "marked") },
          { name: "SECRET", ...from("secret", "credentials", "key") },
          { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
          { name: "CPU", valueFrom: { resourceFieldRef: { resource: "limits.cpu" } } },
          { name: "UNTIL", valueFrom: unknown },
        ],
      }),
      object("ConfigMap", "settings", { data: { environment: "production", marked: secret("x") } }),
    );
    assert.deepEqual(shown(environment), {
      CONFIG: 'config (ConfigMap settings): "production"',
      NOT_THERE: "config (ConfigMap settings): is key nothing of ConfigMap settings, which does not hold it",
      OUTSIDE: "config (ConfigMap others): comes from ConfigMap others, which is not in this stack",
      MARKED: 'secret (ConfigMap settings): "x"',
      SECRET: "secret (Secret credentials): comes from Secret credentials, which is not read",
      POD: "platform: is filled in by Kubernetes",
      CPU: "platform: is filled in by Kubernetes",
      UNTIL: "platform: is not known until the update",
    });
  });

  it("expands references to earlier variables", () => {
    const environment = environmentIn(
      pod({
        envFrom: [{ configMapRef: { name: "settings" } }],
        env: [
          { name: "LATER", value: "$(HOST) $(USER)" },
          { name: "USER", value: "app" },
          { name: "PASSWORD", ...from("secret", "credentials", "password") },
          { name: "URL", value: "postgresql://$(USER):$(PASSWORD)@$(HOST)/$$(USER)" },
          { name: "PLAIN", value: "postgresql://$(USER)@$(HOST)/$$(USER)" },
        ],
      }),
      object("ConfigMap", "settings", { data: { HOST: "db" } }),
    );
    assert.deepEqual(shown(environment), {
      HOST: 'config (ConfigMap settings): "db"',
      LATER: 'literal: "db $(USER)"',
      USER: 'literal: "app"',
      PASSWORD: "secret (Secret credentials): comes from Secret credentials, which is not read",
      URL: "secret: refers to PASSWORD, which comes from Secret credentials, which is not read",
      PLAIN: 'literal: "postgresql://app@db/$(USER)"',
    });
    assert.equal(
      environment.find("URL")?.written?.value,
      "postgresql://$(USER):$(PASSWORD)@$(HOST)/$$(USER)",
    );
  });

  it("says what may be missing", () => {
    const why = (...envFrom: readonly unknown[]) => environmentIn(pod({ envFrom })).missing?.why;
    assert.equal(why({}), undefined);
    assert.equal(
      why({ configMapRef: { name: "a" } }),
      "may come from ConfigMap a, which is not in this stack",
    );
    assert.equal(
      why({ configMapRef: { name: "a" } }, { secretRef: { name: "b", optional: true } }),
      "may come from ConfigMap a or Secret b, which are not in this stack",
    );
    assert.equal(why(unknown), "is not known until the update");
    assert.equal(why({ secretRef: { name: unknown } }), "is not known until the update");
    assert.equal(why({ configMapRef: null }, null, { prefix: "A_" }), undefined);
    assert.equal(why(3), "is not an object, so it cannot be judged");
    const environment = environmentIn(pod({ envFrom: unknown, env: [{ name: "A", value: unknown }] }));
    assert.deepEqual(shown(environment), { A: "literal: is not known until the update" });
    assert.equal(environment.value("B").state.is, "unknown");
  });

  it("follows the dependencies of names that are not known yet", () => {
    const settings = object("ConfigMap", unknown, { data: { A: "1" } }, "prod", "settings");
    const environment = environmentIn(
      pod({
        envFrom: [{ configMapRef: { name: ref("ConfigMap-settings") } }],
        env: [{ name: "B", ...from("configMap", ref("ConfigMap-settings"), "A") }],
      }),
      settings,
    );
    assert.deepEqual(shown(environment), {
      A: 'config (a ConfigMap): "1"',
      B: 'config (a ConfigMap): "1"',
    });
    assert.equal(environment.missing, undefined);
  });

  it("takes what the program marks secret for a secret, and leaves the rest of a patch alone", () => {
    const env = [
      { name: "KNOWN", value: secret("x") },
      { name: "UNTIL", value: secret(unknown) },
    ];
    const environment = environmentIn(pod({ env }, "prod", "PodPatch"));
    assert.deepEqual(shown(environment), {
      KNOWN: 'secret: "x"',
      UNTIL: "secret: is not known until the update",
    });
    assert.equal(environment.value("OTHER", "default").state.is, "unstated");
  });

  it("takes keys from what fills a Secret", () => {
    const environment = environmentIn(
      pod({ envFrom: [{ secretRef: { name: "credentials" } }] }),
      object("Secret", "credentials", { data: unknown }),
    );
    assert.deepEqual(shown(environment), {});
    assert.equal(
      environment.missing?.why,
      "may come from Secret credentials, which is not known until the update",
    );
  });
});

describe("expand", () => {
  const variables: Readonly<Record<string, Referred>> = {
    A: { is: "set", value: "1" },
    EMPTY: { is: "set", value: "" },
    SECRET: { is: "unknown", why: "is not read" },
  };
  const expanded = (text: string) => expand(text, (name) => variables[name] ?? { is: "unset" });
  const CASES: Readonly<Record<string, string>> = {
    "$(A)": "1",
    "___$(EMPTY)___": "______",
    "$$(A)": "$(A)",
    "$$$(A)": "$1",
    "$$$$(A)": "$$(A)",
    "$(NONE)$(A)": "$(NONE)1",
    "$(A": "$(A",
    "$A $ (A)": "$A $ (A)",
    "$($(A))": "$($(A))",
    "foo$": "foo$",
    "$()": "$()",
  };
  for (const [text, result] of Object.entries(CASES)) {
    it(text, () => assert.deepEqual(expanded(text), { text: result }));
  }
  it("says what it cannot tell", () => assert.deepEqual(expanded("$(A)$(SECRET)"), { why: "is not read" }));
});
