import { strict as assert } from "assert";
import { requirements } from "../../../policies/checklist";
import { TestAnalyzer } from "../../kit/analyzer";
import { ref, resource, type TestResource } from "../../kit/cases";
import { application, decision } from "../../kit/evidence";

const NAME = "8.2-on-call";

async function result(...stack: readonly TestResource[]): Promise<string | undefined> {
  const requirement = requirements.find(({ name }) => name === NAME);
  assert.ok(requirement);
  const analyzer = new TestAnalyzer("STANDARD", { names: [NAME] });
  await analyzer.analyze([application, decision("GO"), ...stack]);
  return analyzer.judge.stack(requirement)[0]?.outcome.result;
}

const pagerDuty = (users: readonly unknown[]) =>
  resource("pagerduty:index/schedule:Schedule", "primary", { timeZone: "Etc/UTC", layers: [{ users }] });
const opsgenie = (...types: readonly string[]) =>
  resource("opsgenie:index/scheduleRotation:ScheduleRotation", "primary", {
    participants: types.map((type, i) => ({ type, id: `id-${i}` })),
  });

describe(`${NAME} is shown by a schedule`, () => {
  it("in which two take turns", async () => {
    assert.equal(await result(pagerDuty(["P1", "P2"])), "pass");
    assert.equal(await result(opsgenie("user", "user")), "pass");
    assert.equal(await result(opsgenie("team")), "pass");
  });

  it("of users who are not known yet", async () => {
    const user = (name: string) => resource("pagerduty:index/user:User", name, {});
    assert.equal(await result(pagerDuty([ref("ada"), ref("grace")]), user("ada"), user("grace")), "pass");
  });

  it("and not by one without anybody to stand in", async () => {
    assert.equal(await result(pagerDuty(["P1"])), "violation");
    assert.equal(await result(pagerDuty(["P1", "P1"])), "violation");
    assert.equal(await result(opsgenie("user")), "violation");
    assert.equal(await result(), "violation");
  });
});
