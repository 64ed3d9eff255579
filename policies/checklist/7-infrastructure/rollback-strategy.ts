import { unlessExcluded } from "../../evaluation/exclusion";
import { allOf, notApplicable, type Outcome } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { runsApplication } from "../../kinds/application";
import { isMovingTag } from "../../kinds/image-reference";
import { runsToItsEnd, workload, type Container } from "../../kinds/workload";
import { eachContainer } from "../each-container";
import { judgeImage, runsApplicationImage } from "../images";

/** 7.4 "Previous deployment tagged and available". */
export const rollbackStrategy = requirement({
  item: "7.4.1",
  name: "7.4-rollback-strategy",
  title: "Rollback strategy",
  description:
    "The platform keeps earlier versions of the application, and each names an image that stays the same.",
  why: "A rollback to a version that is gone, or whose tag has moved on, brings nothing back.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "stack",
  howToFix:
    "Tag every release of the application with its own version, or name its digest, and have the platform keep the last ones: revisionHistoryLimit on Kubernetes, deploymentCircuitBreaker with rollback on ECS.",
  each: workload,
  check: (it, context) => {
    if (!runsApplication(context)) return notApplicable("it does not run the application");
    const { stack, subject } = context;
    const exclusion = runsToItsEnd(it, "it runs to its end, and is not rolled back");
    return unlessExcluded(exclusion, () =>
      allOf(
        it.revisionHistory?.satisfies((versions) => versions > 0, "at least 1", 10) ??
          notApplicable("the platform keeps earlier versions"),
        it.goesBack?.(subject, stack) ?? notApplicable("the platform keeps earlier versions"),
        eachContainer(it, (container) =>
          runsApplicationImage(container, it)
            ? staysTheSame(container)
            : notApplicable("it is not the application"),
        ),
      ),
    );
  },
});

function staysTheSame({ image }: Container): Outcome {
  return judgeImage(
    image,
    ({ tag, digest }) => digest !== undefined || (tag !== undefined && !isMovingTag(tag)),
    "the tag of one release, or a digest",
  );
}
