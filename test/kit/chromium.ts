import { spawnSync } from "child_process";
import * as fs from "fs";
import * as os from "os";
import * as path from "path";
import { chromium, type BrowserContext, type BrowserContextOptions } from "playwright-core";

/** How long it may take to find Chromium, and to install it where it is not there. */
export const CHROMIUM_TIMEOUT_MS = 300_000;

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A headless Chromium with a profile of its own. `close` removes it. */
export async function startChromium(
  options: BrowserContextOptions = {},
): Promise<{ readonly context: BrowserContext; readonly close: () => Promise<void> }> {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    ...options,
    executablePath: chromiumPath(),
    headless: true,
    args: flags,
  });
  return {
    context,
    close: async () => {
      await context.close();
      fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Where Chromium is: the one of the system, which root gets installed where it is missing. */
function chromiumPath(): string {
  const found = installed();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && onPath("apt-get") !== undefined) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    for (const args of [
      ["update", "-qq"],
      ["install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ]) {
      // What goes wrong is told below, in one line.
      spawnSync("apt-get", args, { env, stdio: "ignore" });
    }
  }
  const now = installed();
  if (now === undefined) {
    throw new Error(
      "The tests of the report's page need Chromium: install it (apt-get install chromium), or name it in CHROMIUM.",
    );
  }
  return now;
}

function installed(): string | undefined {
  const named = process.env["CHROMIUM"];
  if (named !== undefined && named !== "") return named;
  return ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]
    .map(onPath)
    .find((it) => it !== undefined);
}

function onPath(command: string): string | undefined {
  return (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .map((folder) => path.join(folder, command))
    .find((file) => fs.existsSync(file));
}
