import { strict as assert } from "assert";
import { logDirectives, logLevel, ratio, truth, wholeNumber, wordOf } from "../../policies/kinds/text-format";

describe("text of variables", () => {
  it("holds whole numbers", () => {
    assert.equal(wholeNumber.parse(" 20 "), 20);
    assert.equal(wholeNumber.parse("1_000"), 1000);
    for (const text of ["", "2.5", "ten", "1e3", "_1", "0x10", "NaN"])
      assert.equal(wholeNumber.parse(text), undefined);
  });

  it("holds ratios", () => {
    assert.equal(ratio.parse("0.01"), 0.01);
    for (const text of ["", "2", "-0.1", "1 %", "NaN"]) assert.equal(ratio.parse(text), undefined);
  });

  it("holds truth", () => {
    for (const text of ["true", "True", "1", "on", "YES"]) assert.equal(truth.parse(text), true);
    for (const text of ["false", "0", "off", "No"]) assert.equal(truth.parse(text), false);
    for (const text of ["", "2", "enabled"]) assert.equal(truth.parse(text), undefined);
  });

  it("holds words", () => {
    assert.equal(wordOf(["json", "text"]).parse("JSON"), "json");
    assert.equal(wordOf(["json", "text"]).parse("constructor"), undefined);
    assert.equal(logLevel.parse("warn"), "WARNING");
  });

  it("holds log directives, of which the one that logs most counts", () => {
    const levels = {
      "info": "INFO",
      "fraiseql_server=info,tower_http=debug": "DEBUG",
      "warn,my_crate": "TRACE",
      "error,my_crate[span]=trace": "TRACE",
      "off": "OFF",
      "": "ERROR",
      "my_crate=nonsense": "ERROR",
    };
    for (const [text, level] of Object.entries(levels)) assert.equal(logDirectives.parse(text), level, text);
  });
});
