import { strict as assert } from "assert";
import { scheduleDays } from "../../policies/readers/aws/schedule-expression";
import { cronIntervalDays, goDurationDays, type CronDialect } from "../../policies/readers/schedule";

describe("schedules", () => {
  const intervals: readonly (readonly [CronDialect, string, number | undefined])[] = [
    ["unix", "0 0 * * *", 1],
    ["unix", "0 0 * * 7", 7],
    ["unix", "0 0 */2 * *", 2],
    ["unix", "0 */6 * * *", 0.25],
    ["unix", "0 0 29 2 *", 1461],
    ["unix", "0 0 31 2 *", undefined],
    ["unix", "@weekly", 7],
    ["unix", "@every 36h", 1.5],
    ["unix", "rubbish", undefined],
    ["seconds", "0 0 0 * * *", 1],
    ["seconds", "0 0 0 * * 0", 7],
    ["seconds", "@daily", 1],
    ["aws", "0 5 ? * * *", 1],
    ["aws", "0 5 ? * 2-6 *", 3],
    ["aws", "0 5 ? * 6#3 *", 35],
    ["aws", "0 5 L * ? *", 31],
    ["aws", "0 5 ? * * 2026", undefined],
  ];
  for (const [dialect, expression, days] of intervals) {
    it(`${dialect} ${expression}: at most ${String(days)} days apart`, () => {
      assert.equal(cronIntervalDays(expression, dialect), days);
    });
  }

  const awsExpressions: readonly (readonly [string, number | undefined])[] = [
    ["rate(1 day)", 1],
    ["rate(12 hours)", 0.5],
    ["cron(0 5 ? * SUN *)", 7],
    ["at(2030-01-01T00:00:00)", Infinity],
    ["rate(soon)", undefined],
    ["0 5 * * *", undefined],
  ];
  for (const [expression, days] of awsExpressions) {
    it(`AWS ${expression}: at most ${String(days)} days apart`, () => {
      assert.equal(scheduleDays(expression), days);
    });
  }

  it("reads durations as Go writes them", () => {
    assert.equal(goDurationDays("720h0m0s"), 30);
    assert.equal(goDurationDays("30d"), undefined);
  });
});
