import { strict as assert } from "assert";
import { execFileSync } from "child_process";
import * as fs from "fs";
import * as path from "path";
import { pathToFileURL } from "url";
import { XMLValidator } from "fast-xml-parser";
import { reportFormats, type ReportFormat } from "../../tools/report/render";
import { CHROMIUM_TIMEOUT_MS, startChromium } from "../kit/chromium";
import { EngineWorkspace } from "./harness";

const PACK = path.resolve(__dirname, "..", "..", "..");
const COMMAND = path.join(PACK, "dist", "tools", "cli", "main.js");
const CANARY = "canary-8c1d";

/** A database and an application with secrets, and names that break out of a format which does not escape them. */
const PROGRAM = {
  "shop/Pulumi.yaml": "name: shop\nruntime: nodejs\n",
  "shop/package.json": "{}",
  "shop/index.ts": `
    import * as pulumi from "@pulumi/pulumi";
    import { Instance } from "@pulumi/aws/rds";
    import { Deployment } from "@pulumi/kubernetes/apps/v1";

    new Instance("<img src=x onerror=alert(1)>", {
      engine: "postgres",
      instanceClass: "db.t4g.medium",
      backupRetentionPeriod: 7,
      username: "fraiseql",
      password: "${CANARY}-password",
    });
    const labels = { app: "fraiseql" };
    new Deployment("=api|web", {
      metadata: { name: "api", namespace: "default" },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name: "</details><b>",
                image: "ghcr.io/fraiseql/fraiseql:latest",
                env: [
                  { name: "JWT_SECRET_KEY", value: "${CANARY}-key" },
                  { name: "DATABASE_URL", value: "postgresql://app:${CANARY}-url@db/app" },
                  { name: "SLACK_TOKEN", value: pulumi.secret("${CANARY}-token") },
                ],
              },
            ],
          },
        },
      },
    });
  `,
};

describe("fraiseql-checklist report, of what the real engine wrote", function () {
  this.timeout(600_000);
  let engine: EngineWorkspace;
  let reports: string;

  before(async () => {
    engine = await EngineWorkspace.open({ log: console.error });
    const program = engine.write(PROGRAM);
    reports = path.join(engine.folder, "reports");
    const run = await engine.preview(program, {
      stack: "production",
      policyPack: PACK,
      policyPackConfig: {
        "all": "advisory",
        "3.3-backup-encryption": {
          exemptions: [
            {
              resource: "<img*",
              reason: "</script>The data is public, | and a copy.",
              owner: "@acme/data",
              expires: inDays(30),
            },
          ],
        },
      },
      env: { FRAISEQL_CHECKLIST_REPORT: reports },
    });
    assert.equal(run.exitCode, 0, run.stdout + run.stderr);
  });
  after(() => {
    engine.close();
  });

  function render(format: ReportFormat): string {
    const file = path.join(engine.folder, `report.${format}`);
    execFileSync(process.execPath, [COMMAND, "report", reports, "--format", format, "--out", file]);
    return fs.readFileSync(file, "utf8");
  }

  for (const format of reportFormats) {
    it(`holds the findings and no secret, as ${format}`, () => {
      const text = render(format);
      assert.ok(!text.includes(CANARY));
      assert.ok(text.includes("backupRetentionPeriod is 7 days; STANDARD needs at least 30."));
      assert.ok(text.includes(inDays(30)), "the exemption's last day");
    });
  }

  it("is well-formed, as JUnit XML", () => {
    assert.equal(XMLValidator.validate(render("junit")), true);
  });

  it("is a page that runs nothing of it, and asks nobody", async function () {
    this.timeout(CHROMIUM_TIMEOUT_MS);
    render("html");
    const { context, close } = await startChromium();
    try {
      const page = await context.newPage();
      const requested: string[] = [];
      page.on("request", (request) => requested.push(request.url()));
      page.on("dialog", () => assert.fail("a text of the report was run"));
      const address = pathToFileURL(path.join(engine.folder, "report.html")).href;
      await page.goto(`${address}#3.3.1`);
      assert.deepEqual(
        requested.filter((url) => !url.startsWith("data:")),
        [address],
      );
      assert.equal(await page.locator("main img").count(), 0);
      const box = page.locator('[id="3.3.1"]');
      assert.ok((await box.innerText()).includes("<img src=x onerror=alert(1)>"));
      assert.equal(await page.locator("article.box").count(), 85);
    } finally {
      await close();
    }
  });
});

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
