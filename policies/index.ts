import { requirements } from "./checklist";
import { startPack } from "./start-pack";

startPack({
  name: "fraiseql-checklist",
  displayName: "FraiseQL Production Deployment Checklist",
  description:
    "Judges a stack by the FraiseQL Production Deployment Checklist, for the profiles STANDARD, REGULATED and RESTRICTED.",
  requirements,
});
