// What the cluster starts: images of the shop, once the delivery pipeline's signature is verified.
import { CustomResource } from "@pulumi/kubernetes/apiextensions";

new CustomResource("signed-images", {
  apiVersion: "kyverno.io/v1",
  kind: "ClusterPolicy",
  metadata: { name: "signed-images" },
  spec: {
    rules: [
      {
        name: "signed-by-the-pipeline",
        match: { any: [{ resources: { kinds: ["Pod"] } }] },
        verifyImages: [
          {
            imageReferences: ["123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/*"],
            failureAction: "Enforce",
            attestors: [
              {
                entries: [
                  {
                    keyless: {
                      subject: "https://github.com/example/shop/.github/workflows/release.yml@refs/tags/*",
                      issuer: "https://token.actions.githubusercontent.com",
                    },
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
});
