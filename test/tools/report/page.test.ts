import { strict as assert } from "assert";
import * as fs from "fs";
import * as os from "os";
import * as path from "path";
import { pathToFileURL } from "url";
import type { BrowserContext, Page } from "playwright-core";
import type { Report } from "../../../policies/evaluation/report";
import { countVerdicts } from "../../../tools/report/overview";
import { renderHtml } from "../../../tools/report/html";
import { CHROMIUM_TIMEOUT_MS, startChromium } from "../../kit/chromium";
import { sampleReport } from "../../kit/reports";

const WIDE = { width: 1360, height: 900 };
const NARROW = { width: 360, height: 780 };

const pages: Readonly<Record<string, readonly Report[]>> = {
  "a stack": [sampleReport()],
  "a stack that may go": [sampleReport({ clean: true, profile: "STANDARD" })],
  "hostile texts": [sampleReport({ hostile: true, incomplete: "it was stopped" })],
  "two stacks": [
    sampleReport({ clean: true, stack: { project: "shop", name: "staging" } }),
    sampleReport({ profile: "RESTRICTED", stack: { project: "ledger", name: "production" } }),
  ],
};

const axe = fs.readFileSync(require.resolve("axe-core"), "utf8");

describe("report --format html, in a browser", function () {
  this.timeout(60_000);
  let folder: string;
  let browser: Awaited<ReturnType<typeof startChromium>>;
  let page: Page;
  let requested: string[];
  let errors: string[];

  before(async function () {
    this.timeout(CHROMIUM_TIMEOUT_MS);
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "report-"));
    for (const [name, reports] of Object.entries(pages)) {
      fs.writeFileSync(path.join(folder, `${name}.html`), renderHtml(reports));
    }
    browser = await startChromium();
  });
  after(async () => {
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    page = await newPage(browser.context);
  });
  afterEach(async () => {
    await page.close();
  });

  async function newPage(context: BrowserContext): Promise<Page> {
    const opened = await context.newPage();
    requested = [];
    errors = [];
    opened.on("request", (request) => requested.push(request.url()));
    opened.on("console", (message) => {
      if (message.type() !== "log") errors.push(message.text());
    });
    opened.on("pageerror", (error) => errors.push(error.message));
    await opened.setViewportSize(WIDE);
    return opened;
  }

  function addressOf(name: string): string {
    return pathToFileURL(path.join(folder, `${name}.html`)).href;
  }

  async function open(name = "a stack", hash = ""): Promise<void> {
    await page.goto(addressOf(name) + hash);
  }

  const shownBoxes = async (): Promise<number> => page.locator("article.box:visible").count();
  const live = async (): Promise<string> => page.locator("#shown").innerText();
  const total = pages["a stack"]?.[0]?.boxes.length ?? 0;
  const counts = countVerdicts(pages["a stack"]?.[0]?.boxes ?? []);

  for (const name of Object.keys(pages)) {
    describe(name, () => {
      it("requests nothing, and logs no error", async () => {
        await open(name);
        await page.waitForLoadState("networkidle");
        const others = requested.filter((url) => url !== addressOf(name) && !url.startsWith("data:"));
        assert.deepEqual(others, []);
        assert.deepEqual(errors, []);
      });

      it("is no wider than a phone", async () => {
        await page.setViewportSize(NARROW);
        await open(name);
        await unfold(page);
        const width = await page.evaluate("document.documentElement.scrollWidth");
        assert.equal(width, NARROW.width);
      });
    });
  }

  const looks = [
    { name: "a stack", colorScheme: "light", viewport: WIDE },
    { name: "hostile texts", colorScheme: "dark", viewport: NARROW },
    { name: "a stack that may go", colorScheme: "dark", viewport: WIDE },
    { name: "two stacks", colorScheme: "light", viewport: NARROW },
  ] as const;
  for (const { name, colorScheme, viewport } of looks) {
    it(`is accessible: ${name}, ${colorScheme}, ${viewport.width} pixels wide`, async () => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize(viewport);
      await open(name);
      await unfold(page);
      assert.deepEqual(await violations(page), []);
    });
  }

  it("shows hostile texts as text", async () => {
    await open("hostile texts");
    assert.ok((await page.title()).startsWith("NO-GO: "));
    assert.equal(await page.locator("script").count(), 1);
    assert.equal(await page.locator("img, iframe, object, form[action]").count(), 0);
    assert.equal(await page.locator("h1").count(), 1);
    const links = await page.evaluate<string[]>(
      "[...document.links].map((it) => it.protocol).filter((it) => it !== 'file:' && it !== 'https:')",
    );
    assert.deepEqual(links, []);
    const text = (await page.locator("main").textContent()) ?? "";
    assert.ok(text.includes(`<img src=x onerror="document.title='owned'">`));
    assert.ok(!/[\u202E\u0000\u001B]/.test(text));
  });

  it("runs no script but its own", async () => {
    await open();
    await page.evaluate(`{
      const script = document.createElement("script");
      script.textContent = "document.title = 'owned'";
      document.body.append(script);
    }`);
    assert.notEqual(await page.title(), "owned");
    assert.ok(errors.some((it) => it.includes("Content Security Policy")));
  });

  describe("the filter", () => {
    it("works by keyboard, and tells how many boxes are shown", async () => {
      await open();
      await tabTo(page, "input[value=pass]");
      await page.keyboard.press("Space");
      assert.equal(await shownBoxes(), total - counts.pass);
      assert.equal(await live(), `${total - counts.pass} of ${total} boxes`);
      assert.equal(await page.locator("#shown").getAttribute("aria-live"), "polite");
      await page.keyboard.press("Space");
      assert.equal(await shownBoxes(), total);
    });

    it("has a focus that is seen", async () => {
      await open();
      await tabTo(page, "input[value=pass]");
      const outline = await page.evaluate(
        "getComputedStyle(document.activeElement.closest('label')).outlineStyle",
      );
      assert.equal(outline, "solid");
    });

    it("shows what is left to do, and all again", async () => {
      await open();
      await page.getByRole("button", { name: "Left to do" }).click();
      assert.equal(await shownBoxes(), counts.violation + counts.open + counts.undetermined);
      assert.equal(await page.locator("[data-group]:visible:not(:has(article.box:visible))").count(), 0);
      await page.getByRole("button", { name: "All", exact: true }).click();
      assert.equal(await shownBoxes(), total);
    });

    it("finds words in boxes, resources and messages", async () => {
      await open();
      await page.getByRole("searchbox").fill("legacy-ledger rotationPeriodInDays");
      assert.ok((await shownBoxes()) > 0);
      assert.ok((await shownBoxes()) < total);
      await page.getByRole("searchbox").fill("no such words");
      assert.equal(await live(), `0 of ${total} boxes`);
      await page.getByRole("button", { name: "Show all boxes" }).click();
      assert.equal(await shownBoxes(), total);
    });

    it("folds and unfolds what is shown", async () => {
      await open();
      await page.getByRole("button", { name: "Expand" }).click();
      assert.equal(await page.locator("article.box > details[open]").count(), total);
      await page.getByRole("button", { name: "Collapse" }).click();
      assert.equal(await page.locator("article.box > details[open]").count(), 0);
    });
  });

  describe("a deep link", () => {
    it("scrolls to the box below the bar, and unfolds it", async () => {
      await open("a stack", "#9.1.1");
      await seen("9.1.1");
    });

    it("shows a box that the filter had hidden", async () => {
      await open();
      await page.locator("label.chip.violation").click();
      assert.ok(await page.locator(idOf("3.3.1")).isHidden());
      await page.evaluate("location.hash = '#3.3.1'");
      await page.locator(idOf("3.3.1")).waitFor({ state: "visible" });
      await seen("3.3.1");
    });

    it("stands beside each box, and behind each blocker", async () => {
      await open();
      assert.equal(await page.locator("article.box > a.permalink").count(), total);
      await page.locator(".blockers a", { hasText: "3.3.1" }).click();
      await seen("3.3.1");
      assert.ok(page.url().endsWith("#3.3.1"));
    });

    it("leads into each of two stacks", async () => {
      await open("two stacks", "#ledger/production/2.4.2");
      await seen("ledger/production/2.4.2");
    });

    it("points at something, wherever one stands in the page", async () => {
      for (const name of Object.keys(pages)) {
        await open(name);
        const broken = await page.evaluate(
          `[...document.querySelectorAll('a[href^="#"]')].map((it) => it.getAttribute("href"))
            .filter((it) => document.getElementById(it.slice(1)) === null)`,
        );
        assert.deepEqual(broken, []);
        const twice = await page.evaluate(
          "{ const ids = [...document.querySelectorAll('[id]')].map((it) => it.id); ids.filter((it, i) => ids.indexOf(it) !== i) }",
        );
        assert.deepEqual(twice, []);
      }
    });

    async function seen(id: string): Promise<void> {
      const box = await page.locator(idOf(id)).boundingBox();
      const bar = await page.locator("#bar").boundingBox();
      assert.ok(box && bar);
      assert.ok(
        box.y >= bar.y + bar.height,
        `${id} stands at ${box.y}, the bar ends at ${bar.y + bar.height}`,
      );
      assert.ok(box.y < WIDE.height / 2, `${id} stands at ${box.y}`);
      assert.equal(await page.locator(`${idOf(id)} > details`).getAttribute("open"), "");
    }
  });

  it("keeps the summary in sight", async () => {
    await open();
    await page.evaluate("scrollTo(0, document.body.scrollHeight)");
    const bar = await page.locator("#bar").boundingBox();
    assert.equal(bar?.y, 0);
    assert.equal(await page.locator("#bar .launch-word").textContent(), "NO-GO");
  });

  it("is unfolded on paper, and without its controls", async () => {
    await open();
    await page.emulateMedia({ media: "print" });
    const folded = await page.evaluate(
      "[...document.querySelectorAll('.box:not(.not-asked) .description')].filter((it) => !it.checkVisibility()).length",
    );
    assert.equal(folded, 0);
    assert.equal(
      await page.locator(".contents, .filter button, .permalink").locator("visible=true").count(),
      0,
    );
    const paper = await page.pdf({ preferCSSPageSize: true });
    assert.equal(paper.subarray(0, 5).toString(), "%PDF-");
  });

  it("can be read without its script", async () => {
    const other = await startChromium({ javaScriptEnabled: false });
    try {
      page = await newPage(other.context);
      await open();
      assert.equal(await shownBoxes(), total);
      assert.ok(await page.locator("#filter").isHidden());
      const met = page.locator("article.box.pass").first();
      await met.locator("summary").first().click();
      assert.equal(await met.locator("details").first().getAttribute("open"), "");
    } finally {
      await other.close();
    }
  });
});

function idOf(id: string): string {
  return `[id="${id}"]`;
}

async function unfold(page: Page): Promise<void> {
  await page.evaluate("for (const it of document.querySelectorAll('details')) it.open = true");
}

/** Presses the tabulator until something has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
  }
  assert.fail(`${selector} cannot be reached with the tabulator`);
}

/** What axe finds, by WCAG 2.1 AA and its own best practices. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate<string[]>(
    `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ html, failureSummary }) => id + ": " + html.slice(0, 200) + " " + failureSummary)))`,
  );
}
