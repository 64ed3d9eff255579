// Security groups let nothing through but what names both ends.
import type { Input } from "@pulumi/pulumi";
import { SecurityGroup, type Vpc } from "@pulumi/aws/ec2";
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";

/** A group without rules. */
export function securityGroup(name: string, vpc: Vpc, description: string): SecurityGroup {
  return new SecurityGroup(name, { vpcId: vpc.id, description });
}

/** Lets what has one group call what has another, or the addresses of a prefix list, at a port. */
export function mayCall(
  name: string,
  from: SecurityGroup,
  to: SecurityGroup | { readonly prefixListId: Input<string> },
  port: number,
): void {
  const tcp = { ipProtocol: "tcp", fromPort: port, toPort: port };
  const called = to instanceof SecurityGroup ? { referencedSecurityGroupId: to.id } : to;
  new SecurityGroupEgressRule(name, { ...tcp, description: name, securityGroupId: from.id, ...called });
  if (!(to instanceof SecurityGroup)) return;
  new SecurityGroupIngressRule(name, {
    ...tcp,
    description: name,
    securityGroupId: to.id,
    referencedSecurityGroupId: from.id,
  });
}

/** Lets addresses call what has the group, at a port. */
export function mayBeCalled(
  name: string,
  group: SecurityGroup,
  ranges: readonly string[],
  port: number,
): void {
  ranges.forEach((cidrIpv4, index) => {
    new SecurityGroupIngressRule(`${name}-${index}`, {
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      description: name,
      securityGroupId: group.id,
      cidrIpv4,
    });
  });
}
