import { spawn, type ChildProcess } from "child_process";
import * as fs from "fs";
import * as grpc from "@grpc/grpc-js";

type Method = "Analyze" | "AnalyzeStack" | "Configure" | "Remediate";

/** Calls under way at once: the engine registers resources in parallel, too. */
const CONCURRENCY = 16;
const NO_LIMIT = -1;
const START_SECONDS = 60;

/** A running policy pack. */
export class PackProcess {
  private readonly client: grpc.Client;

  private constructor(
    private readonly child: ChildProcess,
    port: string,
    /** Milliseconds from the start of the process until it printed its port. */
    readonly startMs: number,
  ) {
    this.client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      "grpc.max_receive_message_length": NO_LIMIT,
      "grpc.max_send_message_length": NO_LIMIT,
    });
  }

  /**
   * Starts the pack in a folder as the engine does: through @pulumi/pulumi's runner, in the pack's folder, with `.` for
   * the program and the runtime's options behind it.
   */
  static start(folder: string, nodeOptions: readonly string[] = []): Promise<PackProcess> {
    const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack", { paths: [folder] });
    const started = process.hrtime.bigint();
    const child = spawn(process.execPath, [...nodeOptions, runner, "127.0.0.1:1", ".", "-typescript=false"], {
      cwd: folder,
      env: {
        ...process.env,
        PULUMI_CONFIG: "{}",
        PULUMI_NODEJS_PROJECT: "shop",
        PULUMI_NODEJS_STACK: "prod",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return new Promise((resolve, reject) => {
      let out = "";
      let err = "";
      const fail = (why: string) => {
        child.kill();
        reject(new Error(`the pack in ${folder} ${why}\n${out}${err}`));
      };
      const timer = setTimeout(() => fail("did not start in time"), START_SECONDS * 1000);
      child.once("exit", (code) => fail(`ended with exit code ${String(code)} before it served`));
      child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
      child.stdout.on("data", (chunk: Buffer) => {
        out += chunk.toString();
        const port = /^(\d+)\n/m.exec(out)?.[1];
        if (port === undefined) return;
        clearTimeout(timer);
        child.removeAllListeners("exit");
        resolve(new PackProcess(child, port, millisecondsSince(started)));
      });
    });
  }

  /** Sends one request after the other, several at once. The responses, and how long it took. */
  async call(method: Method, requests: readonly Buffer[]): Promise<{ ms: number; responses: Buffer[] }> {
    const responses: Buffer[] = new Array<Buffer>(requests.length);
    let next = 0;
    const worker = async () => {
      for (let i = next++; i < requests.length; i = next++) {
        responses[i] = await this.unary(method, requests[i] ?? Buffer.alloc(0));
      }
    };
    const started = process.hrtime.bigint();
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));
    return { ms: millisecondsSince(started), responses };
  }

  /** Megabytes: the most that the process has had in memory, where the system tells. */
  peakMemory(): number | undefined {
    try {
      const status = fs.readFileSync(`/proc/${String(this.child.pid)}/status`, "utf8");
      return Math.round(Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1024);
    } catch {
      return undefined;
    }
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    this.client.close();
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGINT");
    await ended;
  }

  private unary(method: Method, request: Buffer): Promise<Buffer> {
    const asIs = (bytes: Buffer) => bytes;
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(
        `/pulumirpc.Analyzer/${method}`,
        asIs,
        asIs,
        request,
        (error: grpc.ServiceError | null, response?: Buffer) => {
          if (error) reject(error);
          else resolve(response ?? Buffer.alloc(0));
        },
      );
    });
  }
}

function millisecondsSince(start: bigint): number {
  return Number(process.hrtime.bigint() - start) / 1e6;
}
