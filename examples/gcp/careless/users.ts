// Who signs in: a password is enough.
import { Config } from "@pulumi/gcp/identityplatform";

new Config("shop", { signIn: { email: { enabled: true, passwordRequired: true } } });
