import { strict as assert } from "assert";
import * as fs from "fs";
import * as os from "os";
import * as path from "path";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import type { Handler } from "../../policies/crossguard/analyzer-service";
import { fileName, ReportWriter } from "../../policies/crossguard/report-writer";
import { onConfigureStack, runOfEnvironment, type Run } from "../../policies/crossguard/run";
import { ConfigurationError } from "../../policies/crossguard/settings";
import type { Report } from "../../policies/evaluation/report";
import { requirements } from "../../policies/checklist";
import { TestAnalyzer } from "../kit/analyzer";
import { resource } from "../kit/cases";
import { assertIsReport } from "../kit/report";

const URN = "urn:pulumi:prod::shop::aws:rds/instance:Instance::db";
const stack = [
  resource("aws:rds/instance:Instance", "db", { backupRetentionPeriod: 7 }),
  resource("kubernetes:apps/v1:Deployment", "api", {
    spec: { template: { spec: { securityContext: { runAsUser: 0 }, containers: [{ name: "api" }] } } },
  }),
];

describe("the report writer", () => {
  let folder: string;
  let told: string[];

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "report-"));
    told = [];
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  const update: Run = { operation: "update", stack: { project: "shop", name: "prod" }, config: {} };

  async function writer(run: Run, to: string | undefined = folder): Promise<ReportWriter> {
    const { judge, analyze } = await analyzed();
    await analyze();
    return new ReportWriter(judge, requirements, run, to, (line) => told.push(line));
  }

  async function analyzed() {
    const test = new TestAnalyzer("STANDARD");
    return Promise.resolve({ judge: test.judge, analyze: () => test.analyze(stack) });
  }

  const respond =
    (levels: readonly analyzer.EnforcementLevel[] = []): Handler =>
    (_, callback) => {
      const response = new analyzer.AnalyzeResponse();
      response.setDiagnosticsList(
        levels.map((level) => {
          const diagnostic = new analyzer.AnalyzeDiagnostic();
          diagnostic.setEnforcementlevel(level);
          return diagnostic;
        }),
      );
      return callback(undefined, response);
    };

  const stackRequest = () => {
    const request = new analyzer.AnalyzeStackRequest();
    const message = new analyzer.AnalyzerResource();
    message.setUrn(URN);
    request.setResourcesList([message]);
    return request;
  };
  const resourceRequest = () => {
    const request = new analyzer.AnalyzeRequest();
    request.setUrn(URN);
    return request;
  };
  const call = (handler: Handler, request: unknown) =>
    new Promise<void>((resolve, reject) => {
      void handler({ request }, (error) => {
        if (error) reject(new Error("refused"));
        else resolve();
      });
    });
  const read = (file: string) => {
    const report = JSON.parse(fs.readFileSync(path.join(folder, file), "utf8")) as Report;
    assertIsReport(report);
    return report;
  };

  it("writes a whole file, and nothing beside it", async () => {
    await call((await writer(update)).onAnalyzeStack(respond()), stackRequest());
    assert.deepEqual(fs.readdirSync(folder), ["shop~prod.json"]);
    const report = read("shop~prod.json");
    assert.deepEqual([report.operation, report.resources, report.incomplete], ["update", 1, undefined]);
    assert.equal(report.boxes.find(({ item }) => item === "3.3.1")?.verdict, "violation");
    assert.deepEqual(told, []);
  });

  it("makes the folder, and writes over the last report", async () => {
    const inside = path.join(folder, "a", "b");
    const handler = (await writer(update, inside)).onAnalyzeStack(respond());
    await call(handler, stackRequest());
    await call(handler, stackRequest());
    assert.deepEqual(fs.readdirSync(inside), ["shop~prod.json"]);
  });

  it("names the stack after its resources where the engine does not", async () => {
    const run: Run = { operation: "analysis", stack: undefined, config: {} };
    await call((await writer(run)).onAnalyzeStack(respond()), stackRequest());
    assert.deepEqual(read("shop~prod.json").stack, { project: "shop", name: "prod" });
  });

  it("tells in a line that it cannot write, leaves nothing, and lets the answer through", async () => {
    fs.mkdirSync(path.join(folder, "shop~prod.json"));
    await call((await writer(update)).onAnalyzeStack(respond()), stackRequest());
    assert.equal(told.length, 1);
    assert.match(told[0] ?? "", /no report is written to .* \(E[A-Z]+\)\. Set FRAISEQL_CHECKLIST_REPORT/);
    assert.doesNotMatch(told[0] ?? "", /\n/);
    assert.deepEqual(fs.readdirSync(folder), ["shop~prod.json"]);
  });

  it("wants the whole path of the folder", async () => {
    const handler = (await writer(update, "reports")).onAnalyzeStack(respond());
    assert.match(told.join("\n"), /^fraiseql-checklist: no report is written, .*="\$PWD\/reports"$/);
    await call(handler, stackRequest());
    assert.equal(fs.existsSync("reports"), false);
  });

  it("does nothing unless it is asked to", async () => {
    const original = respond();
    const it = await writer(update, "");
    assert.equal(it.onAnalyze(original), original);
    assert.equal(it.onAnalyzeStack(original), original);
  });

  it("writes a part when a violation stops an update, and at no other time", async () => {
    const { ADVISORY, MANDATORY, REMEDIATE } = analyzer.EnforcementLevel;
    for (const [operation, level, isWritten] of [
      ["update", MANDATORY, true],
      ["update", REMEDIATE, true],
      ["update", ADVISORY, false],
      ["preview", MANDATORY, false],
      ["analysis", MANDATORY, false],
    ] as const) {
      const handler = (await writer({ ...update, operation })).onAnalyze(respond([level]));
      await call(handler, resourceRequest());
      assert.equal(fs.existsSync(path.join(folder, "shop~prod.json")), isWritten, operation);
      if (!isWritten) continue;
      const report = read("shop~prod.json");
      assert.match(report.incomplete ?? "", /stopped the update/);
      const verdictOf = (name: string) => report.requirements.find((it) => it.name === name)?.verdict;
      assert.equal(verdictOf("7.1-non-root"), "violation");
      assert.equal(verdictOf("3.4-database-monitoring"), "undetermined");
      fs.rmSync(path.join(folder, "shop~prod.json"));
    }
  });

  it("gives each stack a file of its own", () => {
    const names = [
      { project: "a", name: "b-c" },
      { project: "a-b", name: "c" },
      { organization: "a", project: "b", name: "c" },
      { organization: "x", project: "b", name: "c" },
    ].map(fileName);
    assert.deepEqual(names, ["a~b-c.json", "a-b~c.json", "a~b~c.json", "x~b~c.json"]);
  });
});

describe("the run", () => {
  const env = (more: NodeJS.ProcessEnv) => {
    const { operation, stack: of } = runOfEnvironment(more);
    return { operation, of };
  };

  it("is told by the environment of older engines", () => {
    const told = {
      PULUMI_NODEJS_PROJECT: "shop",
      PULUMI_NODEJS_STACK: "prod",
      PULUMI_NODEJS_DRY_RUN: "true",
    };
    assert.deepEqual(env(told), { operation: "preview", of: { project: "shop", name: "prod" } });
    assert.equal(env({ ...told, PULUMI_NODEJS_DRY_RUN: "false" }).operation, "update");
    assert.deepEqual(env({ PULUMI_PROJECT: "shop", PULUMI_STACK: "prod", PULUMI_ORGANIZATION: "acme" }), {
      operation: "update",
      of: { organization: "acme", project: "shop", name: "prod" },
    });
  });

  it("is an analysis where no stack is told", () => {
    assert.deepEqual(env({}), { operation: "analysis", of: undefined });
  });

  const configureStack = (take: (run: Run) => void) =>
    new Promise<object | undefined>((resolve) => {
      const request = new analyzer.AnalyzerStackConfigureRequest();
      request.setOrganization("organization");
      request.setProject("shop");
      request.setStack("prod");
      request.setDryRun(true);
      request.getConfigMap().set("fraiseql-checklist:profile", "REGULATED");
      const handler = onConfigureStack(take)((_, callback) => callback(undefined, {}));
      void handler({ request }, (error) => resolve(error ?? undefined));
    });

  it("is told by newer engines once the pack runs", async () => {
    const runs: Run[] = [];
    assert.equal(await configureStack((run) => void runs.push(run)), undefined);
    assert.deepEqual(runs, [
      {
        operation: "preview",
        stack: { project: "shop", name: "prod" },
        config: { "fraiseql-checklist:profile": "REGULATED" },
      },
    ]);
  });

  it("stops the pack with one message where its configuration is wrong", async () => {
    const error = await configureStack(() => {
      throw new ConfigurationError("profile is wrong");
    });
    assert.deepEqual(error, { code: 3, details: "profile is wrong" });
  });
});
