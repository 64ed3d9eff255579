// What was tested, and the decision to launch.
import { LaunchDecision } from "fraiseql-checklist/components/evidence";
import { attestEverything, today } from "../../evidence";

attestEverything();

new LaunchDecision("launch", {
  decision: "GO",
  decisionMaker: "Head of platform",
  date: today,
  signOff: "https://wiki.shop.example.com/launch",
});
