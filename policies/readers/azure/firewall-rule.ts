import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { lookup } from "../../evaluation/lookup";
import { aboutOther, allOf, notApplicable, undetermined, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { database } from "../../kinds/database";
import { keysOfLinks, keysOfTarget, relationTo } from "./arm-link";

/** Public addresses that may reach a server. */
interface FirewallRule {
  readonly server: Reference;
  readonly start: Fact<string>;
  readonly end: Fact<string>;
}

const firewallRule = kind<FirewallRule>("firewall rule");

const range = (inputs: Inputs) => ({
  start: inputs.string("startIpAddress"),
  end: inputs.string("endIpAddress"),
});

/** `azure-native:dbforpostgresql:FirewallRule`, of a Flexible Server. */
export const flexibleServerFirewallRule = reader(
  "azure-native:dbforpostgresql:FirewallRule",
  firewallRule,
  (inputs) => ({ server: inputs.reference("serverName"), ...range(inputs) }),
);

const rulesByServer = lookup(firewallRule, (self, stack) => {
  const reference = self.thing.server;
  return keysOfLinks([{ link: stack.follow(self, reference, database), reference }]);
});

/** No rule of the stack lets every address, or every service of Azure, through to the server. */
export function firewallRulesOf(server: Subject<unknown>, stack: StackView): Outcome {
  const own = server.resource.inputs.string("serverName");
  return allOf(
    ...stack.candidates(rulesByServer, keysOfTarget(server, own)).map((rule) => {
      const { server: reference } = rule.thing;
      const relation = relationTo(stack.follow(rule, reference, database), reference, server, own);
      const called = `firewall rule ${rule.resource.name}`;
      if (relation === "is not") return notApplicable("it is of another server");
      const outcome = aboutOther(called, isNarrow(rule.thing));
      return relation === "is" || outcome.result !== "violation"
        ? outcome
        : undetermined({ why: `whether ${called} is of this server is not known until the update` });
    }),
  );
}

/** From 0.0.0.0 to 0.0.0.0 means every service in Azure, of any customer. */
function isNarrow({ start, end }: FirewallRule): Outcome {
  if (start.state.is === "known" && start.value !== "0.0.0.0") {
    return notApplicable("its range is a part of all addresses");
  }
  if (start.state.is === "unknown") return start.isPresent();
  return end.satisfies(
    (address) => address !== "255.255.255.255" && address !== "0.0.0.0",
    "an address range of your own",
  );
}
