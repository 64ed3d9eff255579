import { strict as assert } from "assert";
import { Fact } from "../../policies/evaluation/fact";
import {
  applicationGenerations,
  type ApplicationGeneration,
  type Settings,
} from "../../policies/evaluation/settings";
import { applicationContracts } from "../../policies/kinds/application-contract";
import {
  applicationBodyLimitBytes,
  applicationCorsOrigins,
  applicationHsts,
  applicationRequestsPerMinute,
} from "../../policies/kinds/application-settings";
import { Environment } from "../../policies/kinds/environment";
import { moment } from "../kit/moment";

const settings = (applicationGeneration: ApplicationGeneration): Settings => ({
  ...moment,
  profileName: "STANDARD",
  profileSource: "default",
  justification: undefined,
  applicationGeneration,
  applicationLabels: {},
  acceptsSharedHsm: false,
  allowsExemptionsInCode: false,
});

function environment(variables: Readonly<Record<string, string>>, missing?: string): Environment {
  const entries = Object.entries(variables);
  return new Environment(
    entries.map(([name, value], i) => ({
      name,
      value: new Fact<string>({ is: "known", value }, ["env", i, "value"]),
      source: "literal",
    })),
    { path: ["env"], length: entries.length },
    missing === undefined ? undefined : { why: missing },
  );
}

describe("settings of the application", () => {
  it("are described for each generation, or said not to exist", () => {
    for (const generation of applicationGenerations) {
      for (const [name, setting] of Object.entries(applicationContracts[generation].settings)) {
        if ("none" in setting) assert.ok(setting.none.length > 10, name);
        else assert.match(setting.about, /^[A-Z].*\.$/, name);
      }
    }
  });

  describe("requests per minute", () => {
    const limit = (generation: ApplicationGeneration, variables: Readonly<Record<string, string>>) =>
      applicationRequestsPerMinute(environment(variables), settings(generation));

    it("are what v1 declares, and nothing by default", () => {
      assert.equal(limit("v1", { FRAISEQL_RATE_LIMIT_REQUESTS_PER_MINUTE: "50" })?.value, 50);
      assert.equal(limit("v1", {})?.value, undefined);
      assert.equal(limit("v1", {})?.atMost(100).result, "violation");
    });

    it("are unlimited where the limit is off", () => {
      const off = { FRAISEQL_RATE_LIMIT_ENABLED: "no", FRAISEQL_RATE_LIMIT_REQUESTS_PER_MINUTE: "50" };
      assert.equal(limit("v1", off)?.atMost(100).result, "violation");
      assert.equal(limit("v2", { FRAISEQL_RATE_LIMIT_RPS_PER_IP: "1" })?.atMost(100).result, "violation");
    });

    it("are sixty times those per second of v2, for which no fix is named", () => {
      const one = { FRAISEQL_RATE_LIMITING_ENABLED: "true", FRAISEQL_RATE_LIMIT_RPS_PER_IP: "1" };
      assert.equal(limit("v2", one)?.value, 60);
      const outcome = limit("v2", one)?.atMost(50);
      assert.ok(outcome?.result === "violation" && outcome.violations[0]?.fix === undefined);
    });

    it("are not told where the environment may hold more", () => {
      const unseen = environment({}, "may come from Secret outside, which is not in this stack");
      assert.equal(applicationRequestsPerMinute(unseen, settings("v1"))?.atMost(100).result, "undetermined");
    });
  });

  describe("origins of CORS", () => {
    const origins = (generation: ApplicationGeneration, variables: Readonly<Record<string, string>>) =>
      applicationCorsOrigins(environment(variables), settings(generation));
    const on = { FRAISEQL_CORS_ENABLED: "true" };

    it("are none where it is off, as it is by default", () => {
      assert.ok(origins("v1", {}).isEmpty);
      assert.ok(origins("v1", { FRAISEQL_CORS_ORIGINS: '["*"]' }).isEmpty);
      assert.ok(origins("v1", on).isEmpty);
    });

    it("are those of the list", () => {
      const listed = origins("v1", {
        ...on,
        FRAISEQL_CORS_ORIGINS: '["https://a.example", "https://b.example"]',
      });
      assert.deepEqual(
        listed.items.map(({ value }) => value),
        ["https://a.example", "https://b.example"],
      );
    });

    it("fail where there is no JSON list, whether it is on or off", () => {
      for (const text of ["https://a.example", "*", "", '{"a": 1}', "[1]"]) {
        const outcome = origins("v1", { FRAISEQL_CORS_ORIGINS: text }).every((origin) =>
          origin.satisfies(() => true, "https origins"),
        );
        assert.ok(outcome.result === "violation");
        assert.equal(
          outcome.violations[0]?.says,
          "is not a JSON list, and the application does not start with it",
        );
      }
    });

    it("are not told by v2, which has them in its file", () => {
      assert.equal(origins("v2", {}).every(() => assert.fail()).result, "undetermined");
      assert.equal(origins("v2", { FRAISEQL_CORS_ORIGINS: '["https://a.example"]' }).items.length, 1);
    });
  });

  it("of v1 limit bodies and send HSTS only where that is declared", () => {
    const declared = environment({
      FRAISEQL_MAX_REQUEST_BODY_BYTES: "524288",
      FRAISEQL_HSTS_MAX_AGE_SECONDS: "63072000",
    });
    assert.equal(applicationBodyLimitBytes(declared, settings("v1"))?.value, 524_288);
    assert.equal(applicationHsts(declared, settings("v1"))?.value, 63_072_000);
    assert.equal(applicationBodyLimitBytes(environment({}), settings("v1"))?.value, undefined);
    assert.equal(applicationHsts(environment({}), settings("v2")), undefined);
  });

  it("of v2 limit bodies by default, and the file may say otherwise", () => {
    const limit = applicationBodyLimitBytes(environment({}), settings("v2"));
    assert.equal(limit?.atMost(1024 * 1024).result, "pass");
    assert.equal(limit.atMost(512 * 1024).result, "undetermined");
  });
});
