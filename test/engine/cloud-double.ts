import * as http from "http";
import type { AddressInfo } from "net";

/** A policy pack as it was published. */
export interface PublishedPack {
  readonly organization: string;
  readonly name: string;
  readonly version: string;
  readonly policies: readonly PublishedPolicy[];
  /** The archive that `pulumi policy publish` uploaded. */
  readonly archive: Buffer;
}

interface PublishedPolicy {
  readonly name: string;
  readonly displayName?: string;
  readonly enforcementLevel: string;
  readonly configSchema?: object;
}

interface Publication {
  readonly name: string;
  readonly versionTag: string;
  readonly policies: readonly PublishedPolicy[];
}

/** A pack that was enabled in a policy group, as the CLI says it. */
export interface Enabled {
  readonly group: string;
  readonly addPolicyPack: {
    readonly name: string;
    readonly versionTag: string;
    readonly config: Readonly<Record<string, unknown>>;
  };
}

/** As much of the Pulumi Cloud as publishing, checking and enabling a policy pack asks for, in this process. */
export class CloudDouble {
  readonly packs: PublishedPack[] = [];
  readonly enabled: Enabled[] = [];
  private readonly server: http.Server;

  private constructor() {
    this.server = http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const answer = this.answer(request.method ?? "", request.url ?? "", Buffer.concat(chunks));
        response.writeHead(answer === undefined ? 404 : 200, { "Content-Type": "application/json" });
        response.end(JSON.stringify(answer ?? { code: 404, message: "Not Found" }));
      });
    });
  }

  static async start(): Promise<CloudDouble> {
    const double = new CloudDouble();
    await new Promise<void>((resolve) => double.server.listen(0, "127.0.0.1", resolve));
    return double;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** What logs the CLI in here. */
  get env(): Readonly<Record<string, string>> {
    return {
      PULUMI_BACKEND_URL: this.url,
      PULUMI_ACCESS_TOKEN: "pul-0000000000000000000000000000000000000000",
    };
  }

  private get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private answer(method: string, url: string, body: Buffer): object | undefined {
    const [path = ""] = url.split("?");
    if (path === "/api/user")
      return { githubLogin: "grace", name: "Grace", organizations: [{ githubLogin: "acme" }] };
    if (path === "/api/capabilities") return { capabilities: [] };
    const [, group] = /^\/api\/orgs\/[^/]+\/policygroups\/([^/]+)$/.exec(path) ?? [];
    if (group !== undefined && method === "PATCH") {
      const change = JSON.parse(body.toString("utf8")) as Omit<Enabled, "group">;
      this.enabled.push({ group, ...change });
      return {};
    }
    const [, organization, rest] = /^\/api\/orgs\/([^/]+)\/policypacks(?:\/(.*))?$/.exec(path) ?? [];
    if (organization !== undefined && rest === undefined && method === "POST") {
      const { name, versionTag, policies } = JSON.parse(body.toString("utf8")) as Publication;
      this.packs.push({ organization, name, version: versionTag, policies, archive: Buffer.alloc(0) });
      return { version: this.packs.length, uploadURI: `${this.url}/upload/${this.packs.length - 1}` };
    }
    const [, index] = /^\/upload\/(\d+)$/.exec(path) ?? [];
    if (index !== undefined) {
      const pack = this.packs[Number(index)];
      if (pack) this.packs[Number(index)] = { ...pack, archive: body };
      return pack && {};
    }
    const [, name, version, what] = /^([^/]+)\/versions\/([^/]+)\/(complete|schema)$/.exec(rest ?? "") ?? [];
    const pack = this.packs.find((it) => it.name === name && it.version === version);
    if (pack === undefined) return undefined;
    return what === "complete" ? {} : { configSchema: schemasOf(pack) };
  }
}

/** The configuration's schema, policy by policy. */
function schemasOf({ policies }: PublishedPack): object {
  return Object.fromEntries(
    policies.flatMap(({ name, configSchema }) => (configSchema ? [[name, configSchema]] : [])),
  );
}
