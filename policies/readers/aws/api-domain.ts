import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint, type EntryPoint, type TlsTermination } from "../../kinds/entry-point";
import { borrowed, jointly } from "../borrowed-fact";
import { Lacking } from "../kubernetes/lacking";
import { showTlsVersion } from "../tls-version";
import { isSwitchedOff, privateEndpoint } from "./api-gateway";
import { apisOfDomain } from "./api-gateway-parts";
import { apiSecurityPolicy, securityPolicyFormat } from "./api-security-policy";
import { certificateRenewal, uploadedCertificate } from "./certificate";
import { uniqueSubjects } from "./parts";

/** `aws:apigateway/domainName:DomainName`: a custom domain of REST APIs. */
export const restApiDomain = reader(
  "aws:apigateway/domainName:DomainName",
  entryPoint,
  (inputs): EntryPoint => ({
    ...domainOf((self, stack) => ({
      lowestVersion: inputs.string("securityPolicy").map(apiSecurityPolicy, securityPolicyFormat(inputs)),
      renewsItself: restCertificate(inputs, self, stack),
      verifiesClients: clientVerification(inputs),
    })),
    get isInternal() {
      return privateEndpoint(inputs);
    },
  }),
);

const SHOWN = { says: showTlsVersion, why: "names a policy whose lowest TLS version is not known" };

/** `aws:apigatewayv2/domainName:DomainName`: a custom domain of HTTP and WebSocket APIs, from TLS 1.2 on. */
export const httpApiDomain = reader(
  "aws:apigatewayv2/domainName:DomainName",
  entryPoint,
  (inputs): EntryPoint => {
    const configuration = inputs.at("domainNameConfiguration");
    return {
      ...domainOf((self, stack) => ({
        // TLS_1_2 is all that it takes.
        lowestVersion: configuration
          .string("securityPolicy")
          .map(apiSecurityPolicy, { ...SHOWN, fixable: false }),
        renewsItself: certificateRenewal(self, configuration.reference("certificateArn"), stack),
        verifiesClients: clientVerification(inputs),
      })),
      isInternal: Fact.given(false),
    };
  },
);

type Ending = Pick<TlsTermination, "lowestVersion" | "renewsItself" | "verifiesClients">;

/** A domain asks the APIs that it leads to for everything but TLS. */
function domainOf(
  ending: (self: Subject<EntryPoint>, stack: StackView) => Ending,
): Omit<EntryPoint, "isInternal"> {
  return {
    type: "custom domain",
    workloads: (self, stack) => {
      const apis = apisOfDomain(self, stack);
      if (apis.length === 0) return Listing.unknown({ why: "it leads to no API of this stack" });
      const { items, missing } = Listing.of(...apis.map((api) => api.thing.workloads(api, stack)));
      return new Listing(uniqueSubjects(items), missing);
    },
    plainText: () => new Listing([]),
    tls: (self, stack) => new Listing([{ path: [], name: "its endpoint", ...ending(self, stack) }]),
    cors: (self, stack) => {
      const each = apisOfDomain(self, stack).flatMap((api) => {
        const cors = api.thing.cors?.(api, stack);
        return cors ? [cors.origins.map((origin) => ofApi(api, origin))] : [];
      });
      return each.length > 0 ? { origins: Listing.of(...each) } : undefined;
    },
    requestsPerMinute: (self, stack) =>
      jointly(
        apisOfDomain(self, stack).flatMap((api) => {
          const rate = api.thing.requestsPerMinute?.(api, stack);
          return rate ? [ofApi(api, rate)] : [];
        }),
      ),
    allowedRanges: (self, stack) => {
      const each = apisOfDomain(self, stack).flatMap((api) => {
        const ranges = api.thing.allowedRanges?.(api, stack);
        return ranges ? [ranges.map((range) => ofApi(api, range))] : [];
      });
      return each.length > 0 ? Listing.of(...each) : undefined;
    },
    firewallKeys: (self, stack) => apisOfDomain(self, stack).map(({ resource }) => resource.urn),
    servedBehind: (self, stack) => {
      const apis = apisOfDomain(self, stack);
      const open = apis.some(({ resource }) => !isSwitchedOff(resource.inputs));
      return open ? "the API behind it, whose own endpoint is open as well, answers for it" : undefined;
    },
  };
}

function ofApi<T>({ thing, resource }: Subject<EntryPoint>, fact: Fact<T>): Fact<T> {
  return borrowed(`${thing.type} ${resource.name}`, fact);
}

function restCertificate(inputs: Inputs, self: Subject<EntryPoint>, stack: StackView): Fact<boolean> {
  if (!inputs.string("certificateBody").isAbsent) return uploadedCertificate("certificateBody");
  const property = inputs.has("certificateArn") ? "certificateArn" : "regionalCertificateArn";
  return certificateRenewal(self, inputs.reference(property), stack);
}

/** Off unless a trust store is named. */
function clientVerification(inputs: Inputs): Fact<boolean> {
  const store = inputs.string("mutualTlsAuthentication.truststoreUri");
  return store.isAbsent
    ? new Lacking<boolean>(["mutualTlsAuthentication"], {
        says: "is not set",
        advice: "Set its truststoreUri to the certificates of your own authority in a bucket.",
      })
    : Fact.given(true, store.path);
}
