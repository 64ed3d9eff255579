import { strict as assert } from "assert";
import * as fs from "fs";
import * as path from "path";
import { entriesIn } from "../../components/evidence/evidence-file";
import { requirements } from "../../policies/checklist";
import { credentialShape, credentialsInFile } from "../../policies/kinds/credential";
import { reviewConfig } from "../../tools/cli/config-file";
import { generatedPages, REFERENCE } from "../../tools/reference";
import { stackYaml } from "../../tools/reference/examples";
import { writePages } from "../../tools/reference/write";
import { ROOT } from "../engine/examples";
import { resource, secret, type TestResource } from "../kit/cases";
import { moment } from "../kit/moment";
import { allTables } from "../kit/tables";

const ATTESTATIONS = "attestations:\n";

describe("the reference", function () {
  // It judges every case of every requirement.
  this.timeout(180_000);

  let pages: ReadonlyMap<string, string>;
  before(async () => {
    if (process.env["UPDATE_DOCS"] === "1") await writePages(ROOT);
    pages = await generatedPages();
  });

  it("is what the requirements, the readers and the cases say (npm run docs writes it)", () => {
    const written = fs
      .readdirSync(path.join(ROOT, REFERENCE))
      .filter((file) => file.endsWith(".md"))
      .map((file) => `${REFERENCE}/${file}`);
    assert.deepEqual([...written, "docs/profiles.md"].sort(), [...pages.keys()].sort());
    const differing = [...pages].filter(
      ([file, text]) => fs.readFileSync(path.join(ROOT, file), "utf8") !== text,
    );
    assert.deepEqual(
      differing.map(([file]) => file),
      [],
      "run npm run docs",
    );
  });

  it("has a page for every requirement, with an example of what complies and of what does not per provider", () => {
    const tables = allTables();
    for (const { name, silentOn = {} } of requirements) {
      const text = pages.get(`${REFERENCE}/${name}.md`) ?? "";
      assert.ok(text.includes(`Policy \`${name}\``), name);
      const judged = new Set(tables.filter((it) => it.requirement === name).map(({ provider }) => provider));
      for (const provider of Object.keys(silentOn)) judged.delete(provider as keyof typeof silentOn);
      assert.equal(text.match(/^\*\*Complies\*\*/gm)?.length ?? 0, judged.size, name);
      assert.ok((text.match(/^\*\*Does not comply\*\*/gm)?.length ?? 0) >= judged.size, name);
    }
  });

  it("shows exemptions that the configuration takes, and evidence that fits its schema", () => {
    const config: Record<string, unknown> = {};
    const attestations: string[] = [];
    for (const { name } of requirements) {
      const text = pages.get(`${REFERENCE}/${name}.md`) ?? "";
      const [exemption = ""] = codeIn(text, "json");
      Object.assign(config, JSON.parse(exemption));
      attestations.push(...codeIn(text, "yaml").filter((it) => it.startsWith(ATTESTATIONS)));
    }
    assert.equal(Object.keys(config).length, requirements.length);
    assert.deepEqual(reviewConfig(JSON.stringify(config), moment.today), { mistakes: [], notes: [] });
    const file = ATTESTATIONS + attestations.map((it) => it.slice(ATTESTATIONS.length)).join("");
    assert.equal(entriesIn("evidence.yaml", file).length, attestations.length);
    assert.ok(attestations.length > requirements.length / 2);
  });

  it("shows nothing that looks like a credential, and no value that a case marks secret", () => {
    const all = [...pages.values()].join("\n");
    const shown = all.split("\n").filter((line) => {
      const [, key = "", value = ""] = /^\s*(?:- )?([\w.-]+): "?(.*?)"?$/.exec(line) ?? [];
      return credentialShape(line) !== undefined || credentialsInFile(`${key}.yaml`, value).length > 0;
    });
    assert.deepEqual(shown, []);
    const secrets = allTables().flatMap(({ valid, invalid, unknown }) =>
      [valid, invalid, unknown].flatMap((group) =>
        Object.values(group).flatMap(({ stack }) => secretsIn(stack)),
      ),
    );
    assert.ok(secrets.length > 20, "cases have secrets");
    assert.deepEqual(
      [...new Set(secrets)].filter((it) => all.includes(it)),
      [],
    );
  });

  it("masks what is secret, by its mark, by its name and by its form", () => {
    const stack = [
      resource("aws:ecs/taskDefinition:TaskDefinition", "task", {
        marked: secret("marked-value"),
        password: "named-value",
        env: [{ name: "API_TOKEN", value: "listed-value" }],
        args: ["--password", "argument-value", "--token=joined-value"],
        url: "postgres://app:formed-value@db/app",
        json: JSON.stringify([{ name: "DB_PASSWORD", value: "parsed-value" }]),
      }),
    ];
    assert.doesNotMatch(stackYaml(stack), /-value/);
  });
});

function codeIn(text: string, language: string): readonly string[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter((match) => match[1] === language)
    .map((match) => match[2] ?? "");
}

/** The texts that are marked secret, of which no other text is made by chance. */
function secretsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const { marker, value: inside } = value as { readonly marker?: unknown; readonly value?: unknown };
  if (marker === "secret") return typeof inside === "string" && inside.length >= 8 ? [inside] : [];
  return Object.values(value as Readonly<Record<string, TestResource>>).flatMap(secretsIn);
}
