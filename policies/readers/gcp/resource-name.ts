import { UNTIL_UPDATE } from "../../evaluation/fact";
import { undetermined, type Outcome } from "../../evaluation/outcome";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { Link } from "../../evaluation/stack";
import { linkLeadsTo } from "../link";

/** What a reference names: by id, by name, or by a full resource name (`projects/p/instances/main`) or URL. */
export { followLastSegment as followName } from "../link";

/** Whether a link leads to `target`. Where it may lead to others as well, it cannot be told. */
export function leadsTo<T>(link: Link<T>, target: Subject<T>, reference: Reference): Outcome {
  const leads = linkLeadsTo(link, target, reference);
  return leads.result === "pass" && link.subjects.length > 1
    ? undetermined({ path: reference.fact.path, why: UNTIL_UPDATE })
    : leads;
}
