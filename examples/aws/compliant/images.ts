// Where the delivery pipeline pushes images: the application's, and those that run beside it, because the tasks have no way
// to registries on the internet. A tag stays with the image that it was given to.
import { LifecyclePolicy, Repository } from "@pulumi/aws/ecr";
import { key } from "./key";

for (const name of ["fraiseql-api", "aws-otel-collector"]) {
  const images = new Repository(name, {
    name: `shop/${name}`,
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }],
  });

  // Fifty releases to go back to.
  new LifecyclePolicy(name, {
    repository: images.name,
    policy: {
      rules: [
        {
          rulePriority: 1,
          selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 50 },
          action: { type: "expire" },
        },
      ],
    },
  });
}
