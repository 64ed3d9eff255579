import { Fact } from "../../evaluation/fact";
import { kind } from "../../evaluation/kind";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import { connectionPooler } from "../../kinds/connection-pooler";
import { advised } from "../advised-fact";

/** Seconds that a client of RDS Proxy waits for a connection unless set. */
const BORROW_TIMEOUT = 120;
const TIMEOUT = "connectionPoolConfig.connectionBorrowTimeout";

/** `aws:rds/proxy:Proxy`. It takes connections in plain text unless `requireTls`; its sizes are percentages. */
export const rdsProxy = reader("aws:rds/proxy:Proxy", connectionPooler, (inputs) => ({
  get refusesPlainText() {
    return inputs.boolean("requireTls", { whenAbsent: false });
  },
  timeoutUnlessSet: (self, stack) =>
    stack.candidates(poolsByProxy, [self.resource.urn]).length > 0 ? undefined : defaultTimeout(),
}));

/** The settings of a proxy's connections. */
interface ProxyPool {
  readonly proxy: Reference;
}

const proxyPool = kind<ProxyPool>("proxy pool");

/** `aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup`, as one of its proxy's. */
export const rdsProxyPool = reader(
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
  proxyPool,
  (inputs) => ({
    get proxy() {
      return inputs.reference("dbProxyName");
    },
  }),
);

/** The same, by what it says of connections. */
export const rdsProxyTargetGroup = reader(
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
  connectionPooler,
  (inputs) => ({
    get timeoutSeconds() {
      return inputs.number(TIMEOUT, { unit: "seconds", whenAbsent: BORROW_TIMEOUT });
    },
  }),
);

const poolsByProxy = lookup(proxyPool, (pool, stack) => {
  const { state, subjects } = stack.follow(pool, pool.thing.proxy, connectionPooler);
  return { some: state === "unknown" ? [undefined] : subjects.map(({ resource }) => resource.urn) };
});

function defaultTimeout(): Fact<number> {
  return advised(
    new Fact({ is: "absent", value: BORROW_TIMEOUT }, ["connectionBorrowTimeout"], {
      unit: "seconds",
      fixable: false,
    }),
    "Add an aws.rds.ProxyDefaultTargetGroup whose connectionPoolConfig.connectionBorrowTimeout is 30.",
  );
}
