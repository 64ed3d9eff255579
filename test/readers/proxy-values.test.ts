import { strict as assert } from "assert";
import { parseAttributes, withAttribute } from "../../policies/readers/aws/attribute-map";
import { lowestTlsVersion, tlsPolicyFor } from "../../policies/readers/aws/tls-policy";
import { byteSizeText, parseByteSize } from "../../policies/readers/byte-size";
import { hstsHeaderIn, parseHstsHeader } from "../../policies/readers/hsts-header";
import { lowestTlsVersionIn, tlsVersionOf } from "../../policies/readers/tls-version";

/** One test for each entry of a table of texts and what they are read as. */
function reads<T>(read: (text: string) => T, table: Readonly<Record<string, T>>): void {
  for (const [text, value] of Object.entries(table)) {
    it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(read(text), value));
  }
}

describe("TLS policies of Elastic Load Balancing", () => {
  const versions: Readonly<Record<string, number | undefined>> = {
    "TLS13-1-3-2021-06": 1.3,
    "TLS13-1-3-PQ-2025-09": 1.3,
    "TLS13-1-3-FIPS-2023-04": 1.3,
    "TLS13-1-3-FIPS-PQ-2025-09": 1.3,
    "TLS13-1-2-2021-06": 1.2,
    "TLS13-1-2-Res-2021-06": 1.2,
    "TLS13-1-2-Ext1-2021-06": 1.2,
    "TLS13-1-2-Ext2-2021-06": 1.2,
    "TLS13-1-2-FIPS-2023-04": 1.2,
    "TLS13-1-2-Res-FIPS-2023-04": 1.2,
    "TLS13-1-2-Ext0-FIPS-2023-04": 1.2,
    "TLS13-1-2-Res-PQ-2025-09": 1.2,
    "TLS13-1-2-Ext0-FIPS-PQ-2025-09": 1.2,
    "TLS13-1-1-2021-06": 1.1,
    "TLS13-1-1-FIPS-2023-04": 1.1,
    "TLS13-1-0-2021-06": 1,
    "TLS13-1-0-FIPS-PQ-2025-09": 1,
    "TLS-1-2-2017-01": 1.2,
    "TLS-1-2-Ext-2018-06": 1.2,
    "TLS-1-1-2017-01": 1.1,
    "TLS-1-0-2015-04": 1,
    "FS-1-2-Res-2020-10": 1.2,
    "FS-1-2-Res-2019-08": 1.2,
    "FS-1-2-2019-08": 1.2,
    "FS-1-1-2019-08": 1.1,
    "FS-2018-06": 1,
    "2016-08": 1,
    "2015-05": 1,
    "2011-08": 1,
    "2031-01": undefined,
    "TLS14-1-4-2031-01": 1.4,
    "Next": undefined,
    "TLS-1-2x": undefined,
  };
  reads(
    lowestTlsVersion,
    Object.fromEntries(
      Object.entries(versions).map(([name, version]) => [`ELBSecurityPolicy-${name}`, version]),
    ),
  );
  reads(lowestTlsVersion, { "TLS13-1-2-2021-06": undefined, "": undefined, "custom": undefined });

  it("names policies that comply", () => {
    for (const version of [1.2, 1.3]) assert.equal(lowestTlsVersion(tlsPolicyFor(version)), version);
  });
});

describe("TLS versions", () => {
  reads(tlsVersionOf, {
    "TLSv1.2": 1.2,
    "TLSv1": 1,
    "TLS_1_2": 1.2,
    "TLSV1_3": 1.3,
    "VersionTLS12": 1.2,
    "TLS13": 1.3,
    "TLS1_2": 1.2,
    "1.2": 1.2,
    "SSLv3": 0,
    "TLS_AUTO": undefined,
    "TLSv2": undefined,
    "": undefined,
  });
  reads(lowestTlsVersionIn, {
    "TLSv1.2 TLSv1.3": 1.2,
    "TLSv1.3": 1.3,
    "SSLv3, TLSv1": 0,
    "TLSv1.2 nonsense": undefined,
    " ": undefined,
  });
});

describe("sizes", () => {
  reads(parseByteSize, {
    "1m": 1_048_576,
    "512k": 524_288,
    "512K": 524_288,
    "1G": 1_073_741_824,
    "100": 100,
    "0": 0,
    "1.5m": undefined,
    "large": undefined,
    "": undefined,
  });

  it("are written as they are read", () => {
    for (const [bytes, text] of [
      [524_288, "512k"],
      [1_048_576, "1m"],
      [1000, "1000"],
      [0, "0"],
    ] as const) {
      assert.equal(byteSizeText(bytes), text);
      assert.equal(parseByteSize(text), bytes);
    }
  });
});

describe("Strict-Transport-Security headers", () => {
  reads(parseHstsHeader, {
    "max-age=63072000; includeSubDomains; preload": { maxAgeSeconds: 63_072_000, includesSubDomains: true },
    'MAX-AGE="31536000"': { maxAgeSeconds: 31_536_000, includesSubDomains: false },
    "": { maxAgeSeconds: 0, includesSubDomains: false },
  });
  reads(hstsHeaderIn, {
    'more_set_headers "Strict-Transport-Security: max-age=1; includeSubDomains";':
      "max-age=1; includeSubDomains",
    'add_header Strict-Transport-Security "max-age=1" always;': "max-age=1",
    "Strict-Transport-Security: max-age=1": "max-age=1",
    "X-Frame-Options: DENY": undefined,
  });
});

describe("attributes of load balancers", () => {
  it("keep equals signs in their values", () => {
    const text = "a.b=1, routing.header_value=max-age=63072000; includeSubDomains";
    assert.deepEqual(
      [...parseAttributes(text)],
      [
        ["a.b", "1"],
        ["routing.header_value", "max-age=63072000; includeSubDomains"],
      ],
    );
  });

  it("are set among others", () => {
    assert.equal(withAttribute("a=1,b=2", "b", "3"), "a=1,b=3");
    assert.equal(withAttribute("", "b", "3"), "b=3");
  });
});
