import { strict as assert } from "assert";
import type { Database } from "../../policies/kinds/database";
import { database } from "../../policies/kinds/database";
import { StackView } from "../../policies/evaluation/stack";
import type { Fact } from "../../policies/evaluation/fact";
import { plainTextIn } from "../../policies/readers/kubernetes/pg-hba";
import { treeOf } from "../../policies/crossguard/decode";
import { Inputs } from "../../policies/evaluation/inputs";
import { registry } from "../../policies/readers";
import { plainProps } from "../kit/analyzer";
import { resource, unknown, type TestResource } from "../kit/cases";

const cluster = (pg_hba?: unknown) =>
  resource("kubernetes:postgresql.cnpg.io/v1:Cluster", "main", {
    metadata: { name: "main" },
    spec: { postgresql: { pg_hba } },
  });
const zalando = (spec: object) =>
  resource("kubernetes:acid.zalan.do/v1:postgresql", "main", { metadata: { name: "main" }, spec });
const crunchy = (spec: object) =>
  resource("kubernetes:postgres-operator.crunchydata.com/v1beta1:PostgresCluster", "main", {
    metadata: { name: "main" },
    spec,
  });
const statefulSet = (container: object, volumes: unknown = []) =>
  resource("kubernetes:apps/v1:StatefulSet", "db", {
    metadata: { name: "db" },
    spec: { template: { spec: { containers: [{ image: "postgres:16", ...container }], volumes } } },
  });

function resourceOf(it: TestResource) {
  const inputs = new Inputs(treeOf(plainProps(it)));
  return { urn: it.name, type: it.type, name: it.name, inputs, dependencies: {}, identifiers: [] };
}

/** Whether the first database of a stack refuses plain text, as it is shown. */
function refusal(...stack: readonly TestResource[]): Fact<boolean> {
  const view = new StackView(stack.map(resourceOf), (it) => registry.identify(it));
  const [subject] = view.subjects<Database>(database);
  const fact = subject?.thing.refusesPlainText?.(subject, view);
  assert.ok(fact);
  return fact;
}

describe("pg_hba.conf", () => {
  it("is decided by the first rule that fits", () => {
    assert.equal(plainTextIn([]), "undecided");
    assert.equal(plainTextIn(["hostssl all all all scram-sha-256"]), "undecided");
    assert.equal(plainTextIn(["local all all peer", "host all all 127.0.0.1/32 trust"]), "undecided");
    assert.equal(plainTextIn(["hostnossl all all all reject", "host all all all md5"]), "refused");
    assert.equal(plainTextIn(["host all all all md5", "hostnossl all all all reject"]), "accepted");
    assert.equal(plainTextIn(["host app app 10.0.0.0/8 scram-sha-256"]), "accepted");
    assert.equal(plainTextIn(["host app app 10.0.0.0 255.0.0.0 scram-sha-256"]), "accepted");
    assert.equal(plainTextIn(["hostnossl app all all reject", "host all all all md5"]), "accepted");
    assert.equal(
      plainTextIn(["hostnossl all all 0.0.0.0/0 reject", "hostnossl all all ::/0 reject"]),
      "refused",
    );
    assert.equal(
      plainTextIn(["hostnossl all all 0.0.0.0/0 reject", "host all all all md5"]),
      "refused over IPv4",
    );
    assert.equal(plainTextIn(["# host all all all md5", "hostssl all all all md5 # all"]), "undecided");
  });

  it("of CloudNativePG accepts everyone in the end", () => {
    assert.equal(refusal(cluster()).value, false);
    assert.equal(refusal(cluster(["hostssl all all all scram-sha-256"])).value, false);
    assert.equal(refusal(cluster(["hostnossl all all all reject"])).value, true);
    assert.equal(refusal(cluster(["hostnossl all all 0.0.0.0/0 reject"])).isDecided, false);
    assert.equal(refusal(cluster(unknown)).isDecided, false);
    assert.equal(refusal(cluster([unknown, "hostnossl all all all reject"])).isDecided, false);
    const outcome = refusal(cluster(["hostssl all all all md5"])).is(true);
    assert.deepEqual(outcome.result === "violation" && outcome.violations[0]?.fix, [
      {
        path: ["spec", "postgresql", "pg_hba"],
        value: ["hostnossl all all all reject", "hostssl all all all md5"],
      },
    ]);
  });

  it("of the other operators refuses plain text unless told otherwise", () => {
    assert.equal(refusal(zalando({})).value, true);
    assert.equal(refusal(zalando({ patroni: { pg_hba: ["hostssl all all all md5"] } })).value, true);
    assert.equal(refusal(zalando({ patroni: { pg_hba: ["host all all all md5"] } })).value, false);
    assert.equal(refusal(zalando({ env: [{ name: "ALLOW_NOSSL", value: "true" }] })).value, false);
    assert.equal(refusal(crunchy({})).value, true);
    assert.equal(
      refusal(
        crunchy({
          patroni: { dynamicConfiguration: { postgresql: { pg_hba: ["host all all 0.0.0.0/0 md5"] } } },
        }),
      ).value,
      false,
    );
    assert.equal(
      refusal(crunchy({ authentication: { rules: [{ connection: "host", method: "scram-sha-256" }] } }))
        .value,
      false,
    );
  });

  it("of a StatefulSet is the image's, unless a file of the stack is mounted", () => {
    const mounted = [{ name: "config", configMap: { name: "postgres" } }];
    const file = (text: unknown) =>
      resource("kubernetes:core/v1:ConfigMap", "postgres", {
        metadata: { name: "postgres" },
        data: { "pg_hba.conf": text },
      });
    assert.match(refusal(statefulSet({})).says, /does not set ssl, which is off unless set/);
    assert.match(refusal(statefulSet({ args: ["-c", "ssl=on"] })).says, /sets ssl and no hba_file/);
    assert.equal(refusal(statefulSet({ args: ["-c", "ssl=on"] }, mounted)).isDecided, false);
    assert.equal(refusal(statefulSet({}, mounted), file("hostssl all all all md5")).value, true);
    assert.match(refusal(statefulSet({}, mounted), file("host all all all md5")).says, /accept plain text/);
    assert.equal(refusal(statefulSet({}, mounted), file(unknown)).isDecided, false);
  });
});
