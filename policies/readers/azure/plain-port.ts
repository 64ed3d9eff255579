import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { PlainText } from "../../kinds/entry-point";

/** What passes through is judged where it ends, save on the port that stands for plain HTTP. */
export function portsAsPlainText(items: Listing<Inputs>, property: string): Listing<PlainText> {
  const ports = items.items.map((it) => it.number(property));
  const untold = items.missing ?? ports.find((port) => port.untold)?.untold;
  const plain = ports
    .filter(({ value }) => value === 80)
    .map((port) => ({
      path: [],
      name: "port 80",
      redirects: new Fact<boolean>({ is: "known", value: false, shown: "80" }, port.path, {
        says: () => "plain HTTP",
        fixable: false,
      }),
    }));
  return new Listing(plain, untold);
}
