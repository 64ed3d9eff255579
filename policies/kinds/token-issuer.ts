import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";

/** Something that issues access tokens: the client of an identity provider. */
export interface TokenIssuer {
  /** Minutes an access token lives. */
  readonly accessTokenMinutes: Fact<number>;
  /** Whether a refresh token is replaced whenever it is used. Undefined where it issues none. */
  readonly refreshRotation?: Fact<boolean> | undefined;
}

export const tokenIssuer = kind<TokenIssuer>("token issuer");
