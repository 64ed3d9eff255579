// Where images are pushed to. Every push of "latest" takes the tag along.
import { Repository } from "@pulumi/aws/ecr";

new Repository("shop", { name: "shop/fraiseql-api" });
