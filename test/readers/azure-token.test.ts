import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { canonicalAzureToken } from "../../policies/readers/azure/token";

/** Tokens that requirements speak about, now or soon; each must be reached from every alias of it in the SDK. */
const tokens = [
  "app:ContainerApp",
  "app:Job",
  "applicationinsights:Component",
  "containerinstance:ContainerGroup",
  "containerinstance:ContainerGroupProfile",
  "dataprotection:BackupInstance",
  "dataprotection:BackupPolicy",
  "dbforpostgresql:Configuration",
  "dbforpostgresql:Server",
  "dbforpostgresql:ServerGroupCluster",
  "dbforpostgresql:SingleServer",
  "frontdoor:FrontDoor",
  "frontdoor:Policy",
  "keyvault:Key",
  "keyvault:ManagedHsm",
  "keyvault:Secret",
  "keyvault:Vault",
  "monitor:ActionGroup",
  "monitor:AutoscaleSetting",
  "monitor:DiagnosticSetting",
  "monitor:MetricAlert",
  "monitor:ScheduledQueryRule",
  "network:ApplicationGateway",
  "network:NetworkSecurityGroup",
  "network:Subnet",
  "operationalinsights:Workspace",
  "redis:Redis",
  "redisenterprise:Database",
  "redisenterprise:RedisEnterprise",
  "storage:BlobContainer",
  "storage:StorageAccount",
  "trafficmanager:Profile",
  "web:WebApp",
];

/** Aliases that the SDK gives to two classes at once, and the class we take them for. */
const ambiguous: Readonly<Record<string, string>> = {
  "azure-native:dbforpostgresql/v20171201:Server": "azure-native:dbforpostgresql:SingleServer",
  "azure-native:dbforpostgresql/v20171201preview:Server": "azure-native:dbforpostgresql:SingleServer",
};

const sdk = dirname(require.resolve("@pulumi/azure-native/package.json"));

describe("Tokens of azure-native", () => {
  it("leaves canonical and foreign tokens as they are", () => {
    for (const type of [
      "azure-native:dbforpostgresql:Server",
      "azure-native:network:FirewallPolicy",
      "aws:rds/instance:Instance",
      "azure:postgresql/server:Server",
      "azure-native:nonsense",
      "",
    ]) {
      assert.equal(canonicalAzureToken(type), type);
    }
  });

  it("understands every form of a version", () => {
    for (const type of [
      "azure-native:dbforpostgresql/v20240801:Server",
      "azure-native:dbforpostgresql/v20230301preview:Server",
      "azure-native:dbforpostgresql/v20210615privatepreview:Server",
      "azure-native_dbforpostgresql_v20240801:dbforpostgresql:Server",
      "azure-native_dbforpostgresql_v20250101preview:dbforpostgresql:Server",
      "azure-native_dbforpostgresql_v20240801:dbforpostgresql/v20240801:Server",
    ]) {
      assert.equal(canonicalAzureToken(type), "azure-native:dbforpostgresql:Server");
    }
  });

  it("tells the Single Server by its API version", () => {
    assert.equal(
      canonicalAzureToken("azure-native_dbforpostgresql_v20171201:dbforpostgresql:Server"),
      "azure-native:dbforpostgresql:SingleServer",
    );
  });

  for (const token of tokens) {
    it(`reaches ${token} from each of its aliases in the SDK`, () => {
      const canonical = `azure-native:${token}`;
      const aliases = aliasesOf(token);
      assert.ok(aliases.length > 0);
      for (const alias of aliases) {
        assert.equal(canonicalAzureToken(alias), ambiguous[alias] ?? canonical, alias);
      }
    });
  }
});

/** The aliases that the SDK registers for a class, read from its source: loading it takes seconds. */
function aliasesOf(token: string): readonly string[] {
  const [module = "", name = ""] = token.split(":");
  const file = join(sdk, module, `${name.charAt(0).toLowerCase()}${name.slice(1)}.js`);
  assert.ok(existsSync(file), file);
  return [...readFileSync(file, "utf8").matchAll(/\{ type: "([^"]+)" \}/g)].map(([, alias]) => alias ?? "");
}
