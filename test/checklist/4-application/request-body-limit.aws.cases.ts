import { cases, unknown } from "../../kit/cases";
import { attached, balancer, certificate, https, proxyBackend, site, webAcl } from "../aws/entry-points";

type Props = Readonly<Record<string, unknown>>;

const FIREWALL = "web firewall firewall: ";
const SIZE = "rules[0].statement.sizeConstraintStatement";
const size = (bytes: unknown, oversizeHandling: unknown = "MATCH", props: Props = {}) => ({
  name: "size",
  priority: 2,
  action: { block: {} },
  statement: {
    sizeConstraintStatement: {
      comparisonOperator: "GT",
      size: bytes,
      fieldToMatch: { body: { oversizeHandling } },
      textTransformations: [{ priority: 0, type: "NONE" }],
      ...props,
    },
  },
});
const core = (props: Props = {}, rule: Props = {}) => ({
  name: "core",
  priority: 3,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: { name: "AWSManagedRulesCommonRuleSet", vendorName: "AWS", ...props },
  },
  ...rule,
});
const counted = [{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }];
const behind = (...rules: readonly unknown[]) => [...site(), webAcl(rules), attached()];
const tooLarge =
  '4.4 Request body limit: workload task, container api (containerDefinitions[0]): FRAISEQL_MAX_REQUEST_BODY_BYTES is not set; {profile} needs at most 1048576 bytes. Add {"name":"FRAISEQL_MAX_REQUEST_BODY_BYTES","value":"1048576"} to environment.';

export default cases({
  requirement: "4.4-request-body-limit",
  provider: "aws",
  valid: {
    "a rule on the size of bodies": { stack: behind(size(524288)) },
    "a size that is inspected as a whole": { stack: behind(size(8000, "CONTINUE")) },
    "AWS's core rules": { stack: behind(core()) },
    "core rules with another one overridden": {
      stack: behind(
        core({ ruleActionOverrides: [{ name: "NoUserAgent_HEADER", actionToUse: { count: {} } }] }),
      ),
    },
  },
  invalid: {
    "no layer": { stack: site(), profiles: ["STANDARD"], remediable: false, finds: [tooLarge] },
    "a web ACL without such a rule": {
      stack: behind(),
      profiles: ["REGULATED"],
      remediable: false,
      finds: [tooLarge],
    },
    "the core rule is only counted": {
      stack: behind(core({ ruleActionOverrides: counted })),
      profiles: ["STANDARD"],
      remediable: false,
      finds: [tooLarge],
    },
    "the core rules are only counted": {
      stack: behind(core({}, { overrideAction: { count: {} } })),
      profiles: ["STANDARD"],
      remediable: false,
      finds: [tooLarge],
    },
    "more than is inspected passes": {
      stack: behind(size(524288, "CONTINUE")),
      profiles: ["RESTRICTED"],
      remediable: false,
      finds: [
        `4.4 Request body limit: ${FIREWALL}${SIZE}.fieldToMatch.body.oversizeHandling is not MATCH, so that larger bodies than are inspected pass; {profile} needs at most 524288 bytes. Set oversizeHandling: "MATCH", which refuses what is larger than is inspected.`,
      ],
    },
  },
  unknown: {
    "a size that is not known": {
      stack: behind(size(unknown)),
      mentions: [`${FIREWALL}${SIZE}.size is not known until the update`],
    },
    "more than some resources inspect": {
      stack: behind(size(16384, "CONTINUE")),
      mentions: [`${FIREWALL}${SIZE}.size is more than some resources inspect of a body`],
    },
    "core rules for some requests": {
      stack: behind(core({ scopeDownStatement: { geoMatchStatement: { countryCodes: ["DE"] } } })),
      mentions: ["scopeDownStatement narrows the rules to some requests"],
    },
    "overrides that are not known": {
      stack: behind(core({ ruleActionOverrides: unknown })),
      mentions: ["ruleActionOverrides is not known until the update"],
    },
  },
  notApplicable: {
    "something else than the application": { stack: [...proxyBackend, certificate(), balancer(), https()] },
  },
});
