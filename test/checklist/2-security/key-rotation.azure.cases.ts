import { cases, resource, unknown } from "../../kit/cases";

const key = (properties: object, props: object = {}) =>
  resource("azure-native:keyvault:Key", "key", {
    resourceGroupName: "production",
    vaultName: "vault",
    properties: { kty: "RSA-HSM", keySize: 3072, ...properties },
    ...props,
  });
const rotation = (trigger: object, attributes?: object) => ({
  rotationPolicy: {
    attributes,
    lifetimeActions: [{ action: { type: "rotate" }, trigger }],
  },
});
const notify = { action: { type: "notify" }, trigger: { timeBeforeExpiry: "P30D" } };

const ACTIONS = "properties.rotationPolicy.lifetimeActions";
const TRIGGER = `${ACTIONS}[0].trigger`;
const added = (days: number) => `{"action":{"type":"rotate"},"trigger":{"timeAfterCreate":"P${days}D"}}`;

export default cases({
  requirement: "2.4-key-rotation",
  provider: "azure",
  valid: {
    "it is rotated every 7 days": { stack: [key(rotation({ timeAfterCreate: "P7D" }))] },
    "it is rotated every week": { stack: [key(rotation({ timeAfterCreate: "P1W" }))] },
    "it is rotated every month, and warns before": {
      stack: [
        key({
          rotationPolicy: {
            attributes: { expiryTime: "P90D" },
            lifetimeActions: [notify, { action: { type: "Rotate" }, trigger: { timeAfterCreate: "PT720H" } }],
          },
        }),
      ],
      profiles: ["REGULATED"],
    },
    "it is rotated 60 days before it expires after 90": {
      stack: [key(rotation({ timeBeforeExpiry: "P60D" }, { expiryTime: "P90D" }))],
      profiles: ["REGULATED"],
    },
  },
  invalid: {
    "it has no policy, under REGULATED": {
      stack: [key({})],
      profiles: ["REGULATED"],
      finds: [
        `2.4 Key rotation: ${ACTIONS}[0] is not set; REGULATED needs at most 30 days. Add ${added(30)} to ${ACTIONS}.`,
      ],
    },
    "it has no policy, under RESTRICTED": {
      stack: [key({})],
      profiles: ["RESTRICTED"],
      finds: [
        `2.4 Key rotation: ${ACTIONS}[0] is not set; RESTRICTED needs at most 7 days. Add ${added(7)} to ${ACTIONS}.`,
      ],
    },
    "its policy only warns": {
      stack: [key({ rotationPolicy: { attributes: { expiryTime: "P1Y" }, lifetimeActions: [notify] } })],
      profiles: ["REGULATED"],
      finds: [
        `2.4 Key rotation: ${ACTIONS}[1] is not set; REGULATED needs at most 30 days. Add ${added(30)} to ${ACTIONS}.`,
      ],
    },
    "it is rotated every 90 days": {
      stack: [key(rotation({ timeAfterCreate: "P90D" }))],
      profiles: ["REGULATED"],
      finds: [
        `2.4 Key rotation: ${TRIGGER}.timeAfterCreate is P90D (90 days); REGULATED needs at most 30. Set ${TRIGGER}.timeAfterCreate: "P30D".`,
      ],
    },
    "it is rotated 30 days before it expires after a year": {
      stack: [key(rotation({ timeBeforeExpiry: "P30D" }, { expiryTime: "P1Y" }))],
      profiles: ["RESTRICTED"],
      finds: [
        `2.4 Key rotation: ${TRIGGER}.timeBeforeExpiry is P30D (335 days); RESTRICTED needs at most 7. Set ${TRIGGER}.timeBeforeExpiry: "P358D".`,
      ],
    },
    "it is rotated before an expiry that is not set": {
      stack: [key(rotation({ timeBeforeExpiry: "P30D" }))],
      profiles: ["REGULATED"],
      finds: [
        '2.4 Key rotation: properties.rotationPolicy.attributes.expiryTime is not set; REGULATED needs at most 30 days. Set properties.rotationPolicy.attributes.expiryTime: "P60D".',
      ],
    },
  },
  unknown: {
    "the time comes from an output": {
      stack: [key(rotation({ timeAfterCreate: unknown }))],
      mentions: [`${TRIGGER}.timeAfterCreate`],
    },
    "the time before expiry comes from an output": {
      stack: [key(rotation({ timeBeforeExpiry: unknown }, { expiryTime: "P90D" }))],
      mentions: [`${TRIGGER}.timeBeforeExpiry`],
    },
    "the expiry comes from an output": {
      stack: [key(rotation({ timeBeforeExpiry: "P30D" }, { expiryTime: unknown }))],
      mentions: ["properties.rotationPolicy.attributes.expiryTime"],
    },
    "the policy comes from an output": { stack: [key({ rotationPolicy: unknown })], mentions: [ACTIONS] },
    "an action comes from an output": {
      stack: [key({ rotationPolicy: { lifetimeActions: [{ action: { type: unknown } }] } })],
      mentions: [`${ACTIONS}[0].action.type`],
    },
    "the time is not a duration": {
      stack: [key(rotation({ timeAfterCreate: "30 days" }))],
      mentions: [`${TRIGGER}.timeAfterCreate is not an ISO 8601 duration`],
    },
  },
  notApplicable: {
    "an elliptic curve key": { stack: [key({ kty: "EC-HSM" })] },
    "a key that only signs": { stack: [key({ keyOps: ["sign", "verify"] })] },
  },
});
