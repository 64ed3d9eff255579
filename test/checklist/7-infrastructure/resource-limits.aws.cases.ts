import { cases, unknown } from "../../kit/cases";
import { api, appRunner, batchJob, lambda, task } from "../aws/workloads";

const onEc2 = { requiresCompatibilities: ["EC2"], cpu: undefined, memory: undefined };

const ecsExample = 'Set what the container needs, for example cpu "512" and memory "1024" on the task.';
const batchExample =
  'Set what the container needs, for example resourceRequirements of type VCPU "0.5" and MEMORY "1024".';

export default cases({
  requirement: "7.2-resource-limits",
  provider: "aws",
  valid: {
    "the task's own size limits its containers": { stack: [task([api(), api({ name: "proxy", cpu: 0 })])] },
    "a size with units": { stack: [task([api()], { cpu: ".5 vCPU", memory: "1 GB" })] },
    "containers share the task": {
      stack: [task([api({ cpu: 256, memory: 512, memoryReservation: 256 })])],
    },
    "a task on EC2 that limits its container": { stack: [task([api({ cpu: 256, memory: 512 })], onEc2)] },
    "a Batch job says what it requires": {
      stack: [
        batchJob({
          resourceRequirements: [
            { type: "VCPU", value: "0.5" },
            { type: "MEMORY", value: "1024" },
          ],
        }),
      ],
    },
    "a Batch job in the older form": { stack: [batchJob({ vcpus: 1, memory: 2048 })] },
  },
  invalid: {
    "a task on EC2 without limits": {
      stack: [task([api()], onEc2)],
      remediable: false,
      finds: [
        `7.2 Resource limits: container api (containerDefinitions[0]): cpu and memory are not set; {profile} needs a value above 0. ${ecsExample}`,
      ],
    },
    "a task on EC2 with a soft limit of memory alone": {
      stack: [task([api({ cpu: 256, memoryReservation: 256 })], onEc2)],
      remediable: false,
      finds: [
        `7.2 Resource limits: container api (containerDefinitions[0]): memory is not set; {profile} needs a value above 0. ${ecsExample}`,
      ],
    },
    "a container reserves more than the task has": {
      stack: [task([api({ cpu: 1024 })])],
      remediable: false,
      finds: [
        "7.2 Resource limits: container api (containerDefinitions[0]): cpu is 1024 (1 core); {profile} needs at most the limit.",
      ],
    },
    "a Batch job without memory": {
      stack: [batchJob({ resourceRequirements: [{ type: "VCPU", value: "1" }] })],
      remediable: false,
      finds: [
        `7.2 Resource limits: container 1 (containerProperties): memory is not set; {profile} needs a value above 0. ${batchExample}`,
      ],
    },
  },
  unknown: {
    "definitions with an output in them are not known": {
      stack: [task(unknown)],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "the task's size is not known": {
      stack: [task([api()], { cpu: unknown })],
      mentions: ["cpu is not known until the update"],
    },
    "a size that cannot be read": {
      stack: [task([api()], { memory: "plenty" })],
      mentions: ["memory cannot be read"],
    },
  },
  notApplicable: {
    "App Runner always limits": { stack: [appRunner()] },
    "Lambda always limits": { stack: [lambda()] },
  },
});
