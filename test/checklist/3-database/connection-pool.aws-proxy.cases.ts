import { cases, ref, resource, unknown } from "../../kit/cases";

const proxy = resource("aws:rds/proxy:Proxy", "proxy", {
  name: "proxy-9c1d",
  engineFamily: "POSTGRESQL",
  requireTls: true,
});
const pool = (props: unknown, dbProxyName: unknown = ref("proxy", "proxy-9c1d")) =>
  resource("aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", "pool", {
    dbProxyName,
    connectionPoolConfig: props,
  });

export default cases({
  requirement: "3.1-connection-pool",
  provider: "aws",
  valid: {
    "clients wait 30 seconds": {
      stack: [proxy, pool({ connectionBorrowTimeout: 30, maxConnectionsPercent: 80 })],
    },
    "clients wait 10 seconds, as text": {
      stack: [proxy, pool({ connectionBorrowTimeout: "10" }, ref("proxy"))],
    },
  },
  invalid: {
    "a proxy without a target group of the stack": {
      stack: [proxy],
      finds: [
        "3.1 Connection pool: connectionBorrowTimeout is not set, which means 120 seconds; {profile} needs at most 30. Add an aws.rds.ProxyDefaultTargetGroup whose connectionPoolConfig.connectionBorrowTimeout is 30.",
      ],
      remediable: false,
    },
    "clients wait two minutes by default": {
      remediable: false,
      stack: [proxy, pool({ maxConnectionsPercent: 80 })],
      finds: [
        "3.1 Connection pool: connectionPoolConfig.connectionBorrowTimeout is not set, which means 120 seconds; {profile} needs at most 30. Set connectionPoolConfig.connectionBorrowTimeout: 30.",
      ],
    },
    "clients wait a minute": {
      stack: [pool({ connectionBorrowTimeout: 60 }, "shared")],
      finds: [
        "3.1 Connection pool: connectionPoolConfig.connectionBorrowTimeout is 60 seconds; {profile} needs at most 30. Set connectionPoolConfig.connectionBorrowTimeout: 30.",
      ],
    },
  },
  unknown: {
    "not known yet": { stack: [proxy, pool(unknown)], mentions: ["connectionBorrowTimeout"] },
  },
});
