// Roles of services of AWS.
import * as pulumi from "@pulumi/pulumi";
import { Role, RolePolicy, RolePolicyAttachment } from "@pulumi/aws/iam";

/** What a role may do, on what. */
export interface Permission {
  readonly actions: readonly string[];
  readonly on: pulumi.Input<string>;
}

/** A role that a service takes on, with these permissions. */
export function roleOf(name: string, service: string, permissions: readonly Permission[] = []): Role {
  const role = new Role(name, {
    assumeRolePolicy: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
    },
  });
  if (permissions.length > 0) {
    new RolePolicy(name, {
      role: role.id,
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: permissions.map(({ actions, on }) => ({ Effect: "Allow", Action: actions, Resource: on })),
      }),
    });
  }
  return role;
}

/** Gives a role a policy that AWS keeps. */
export function withPolicyOfAws(name: string, role: Role, policy: string): Role {
  new RolePolicyAttachment(name, { role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` });
  return role;
}
