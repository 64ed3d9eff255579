import type { Inputs } from "../../evaluation/inputs";
import type { Listing } from "../../evaluation/listing";
import { about, advise, notApplicable, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import { isApplicationContainer } from "../../kinds/application";
import { logForwarder } from "../../kinds/log-forwarder";
import type { Workload } from "../../kinds/workload";
import { batchAdvice, ecsAdvice } from "./advice";
import { containersIn } from "./batch";
import { containerName } from "./container";
import { taskContainers } from "./task-definition";

/** Drivers that leave logs on the host, or nowhere. */
const LOCAL = ["json-file", "local", "journald", "none"];
const NEEDS = "a driver that forwards logs, such as awslogs";

/** The log drivers of a task: without one, Fargate loses the logs, and other hosts keep them until the task is gone. */
export const taskLogDriver = reader("aws:ecs/taskDefinition:TaskDefinition", logForwarder, (inputs) => ({
  forwards: (target, self) =>
    ofItself(target, self, () => driven(taskContainers(inputs), target.thing, undefined, ecsAdvice.logs)),
}));

/** The log drivers of a job: AWS Batch sends logs to CloudWatch unless it is told otherwise. */
export const jobLogDriver = reader("aws:batch/jobDefinition:JobDefinition", logForwarder, (inputs) => ({
  forwards: (target, self) =>
    ofItself(target, self, () => driven(containersIn(inputs), target.thing, "awslogs", batchAdvice.logs)),
}));

/** App Runner, Lambda and express services of ECS send logs to CloudWatch by themselves. */
export const platformLogs = reader(
  [
    "aws:apprunner/service:Service",
    "aws:lambda/function:Function",
    "aws:ecs/expressGatewayService:ExpressGatewayService",
  ],
  logForwarder,
  () => ({ forwards: (target, self) => ofItself(target, self, () => pass) }),
);

function ofItself(target: Subject<unknown>, self: Subject<unknown>, judge: () => Outcome): Outcome {
  return target.resource === self.resource ? judge() : notApplicable("it takes its own logs");
}

/** The application's containers each have a driver that forwards. */
function driven(
  containers: Listing<Inputs>,
  it: Workload,
  whenAbsent: string | undefined,
  advice: string | undefined,
): Outcome {
  if (containers.missing) return undetermined(containers.missing);
  const isOfApplication = (name: string) =>
    it.containers.items.some((own) => own.name === name && isApplicationContainer(own, it));
  return containers.every((container, index) => {
    const name = containerName(container, index);
    if (!isOfApplication(name)) return notApplicable("it is not the application");
    const driver = container.string("logConfiguration.logDriver", { whenAbsent });
    const judged = driver.satisfies((written) => !LOCAL.includes(written), NEEDS);
    return about(`container ${name}`, container.path, advice ? advise(judged, advice) : judged);
  });
}
