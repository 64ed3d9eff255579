/** What is said where there is no attestation at all. */
export const UNATTESTED = "nothing attests it";
