// Who did what in the account, as far as somebody does not delete it.
import { Trail } from "@pulumi/aws/cloudtrail";
import { Bucket } from "@pulumi/aws/s3";

const records = new Bucket("shop-audit", {});

new Trail("shop", { s3BucketName: records.id });
