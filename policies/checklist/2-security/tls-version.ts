import { about } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { entryPoint } from "../../kinds/entry-point";

/** 2.2 "STANDARD/REGULATED: TLS 1.2+ only", "RESTRICTED: TLS 1.3 only". */
export const tlsVersion = requirement({
  item: "2.2.2",
  name: "2.2-tls-version",
  title: "TLS version",
  description: "Every place where TLS ends refuses versions older than the profile allows.",
  why: "Older versions of TLS have known breaks, and a client can be talked down to the oldest one accepted.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "stack",
  thresholds: ["tlsVersion"],
  howToFix: "Choose a TLS policy whose lowest version is 1.2 (RESTRICTED: 1.3) wherever TLS ends.",
  each: entryPoint,
  check: (it, { profile, stack, subject }) =>
    it
      .tls(subject, stack)
      .every(({ name, path, lowestVersion }) => about(name, path, lowestVersion.atLeast(profile.tlsVersion))),
});
