import { Role, RolePolicyAttachment } from "@pulumi/aws/iam";

/** A role of tasks with a policy that AWS keeps. */
export function roleOf(name: string, policy: string): Role {
  const role = new Role(name, {
    assumeRolePolicy: {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" },
      ],
    },
  });
  new RolePolicyAttachment(name, { role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` });
  return role;
}
