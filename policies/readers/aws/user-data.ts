import { Fact } from "../../evaluation/fact";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { configObject, type ConfigEntry, type ConfigObject } from "../../kinds/config-object";

/** What an EC2 instance is started with, which whoever is on the instance, or may describe it, reads. */
export const instanceUserData = reader(
  ["aws:ec2/instance:Instance", "aws:ec2/launchConfiguration:LaunchConfiguration"],
  configObject,
  (inputs, { name }) =>
    startedWith("Instance", name, [inputs.string("userData"), encoded(inputs.string("userDataBase64"))]),
);

/** The same of a launch template, which takes it in Base64 alone. */
export const templateUserData = reader(
  "aws:ec2/launchTemplate:LaunchTemplate",
  configObject,
  (inputs, { name }) => startedWith("LaunchTemplate", name, [encoded(inputs.string("userData"))]),
);

function startedWith(type: string, name: string, texts: readonly Fact<string>[]): ConfigObject | undefined {
  const entries = texts.filter((text) => !text.isAbsent).map((value): ConfigEntry => ({ key: "", value }));
  if (entries.length === 0) return undefined;
  return {
    identity: { type, name: Fact.given(name), namespace: Fact.given("") },
    entries: new Listing(entries),
  };
}

function encoded(text: Fact<string>): Fact<string> {
  return text.map((base64) => Buffer.from(base64, "base64").toString("utf8"));
}
