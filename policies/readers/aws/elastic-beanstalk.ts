import { Fact } from "../../evaluation/fact";
import { reader } from "../../evaluation/reader";
import { configObject } from "../../kinds/config-object";

const VARIABLES = "aws:elasticbeanstalk:application:environment";

/** The variables of an environment of Elastic Beanstalk, which its console shows in plain text. */
export const beanstalkVariables = reader(
  [
    "aws:elasticbeanstalk/environment:Environment",
    "aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate",
  ],
  configObject,
  (inputs) => ({
    identity: { type: "Environment", name: inputs.string("name"), namespace: Fact.given("") },
    get entries() {
      return inputs
        .list("settings")
        .where(
          (setting) => setting.string("namespace"),
          (namespace) => namespace === VARIABLES,
        )
        .map((setting) => ({
          key: setting.string("name").value ?? "",
          value: setting.string("value"),
        }));
    },
  }),
);
